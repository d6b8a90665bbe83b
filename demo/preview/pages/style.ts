/** The look of the preview: light and dark as the system has it, one column in a narrow window. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1d1b2c, #ebe9f4); --soft: light-dark(#5d5a70, #a9a5bd); --ground: light-dark(#f6f5fa, #14131b);
  --card: light-dark(#ffffff, #1f1d2a); --line: light-dark(#dddae8, #37344a); --accent: light-dark(#5b3fd6, #a493ff);
  --on-accent: light-dark(#ffffff, #14131b); --good: light-dark(#14693a, #6fd79b); --bad: light-dark(#a3242d, #ff9a9a); --warn: light-dark(#7a4b00, #ffca7a);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding: .75rem 1rem; background: var(--card); border-bottom: 1px solid var(--line); }
header strong { font-size: 1.05rem; }
header nav { display: flex; gap: .25rem; }
header nav a, aside a { padding: .25rem .6rem; border-radius: .4rem; text-decoration: none; color: var(--ink); }
a[aria-current] { background: var(--accent); color: var(--on-accent) !important; }
.live { background: var(--warn); color: var(--ground); padding: .5rem 1rem; font-weight: 600; }
.frame { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 1rem; padding: 1rem; max-width: 84rem; margin: 0 auto; }
aside h2 { font-size: .75rem; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin: 1rem .6rem .25rem; }
aside h2:first-child { margin-top: 0; }
aside a { display: block; }
.columns { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 1rem; align-items: start; }
section, .switches { overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; }
.switches { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin-bottom: 1rem; padding: .75rem 1rem; }
.switches label { font-size: .8rem; color: var(--soft); }
.switches select { display: block; max-width: 15rem; }
h1 { font-size: 1.3rem; margin: 0 0 .25rem; } h2 { font-size: 1rem; margin: 1.25rem 0 .5rem; } section > h2:first-child { margin-top: 0; }
.about { color: var(--soft); margin: 0 0 1rem; }
.field { margin: 0 0 1rem; }
.field > label, .group > summary { font-weight: 600; }
.required { color: var(--bad); font-weight: 400; font-size: .85em; }
.help { color: var(--soft); font-size: .87rem; margin: .2rem 0 0; } .help code { font-size: .95em; }
.key { color: var(--soft); font: .75rem/1.4 ui-monospace, monospace; float: right; }
input, select, textarea { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .5rem; width: 100%; }
.switches select, input[type=checkbox] { width: auto; }
textarea { min-height: 4.5rem; resize: vertical; }
.choice { display: flex; gap: .4rem; } .choice select { flex: 3 1 0; min-width: 0; } .choice .custom { flex: 2 1 0; min-width: 0; font-size: .87rem; }
details.group { border-top: 1px solid var(--line); padding: .6rem 0; } details.group[open] > summary { margin-bottom: .75rem; } summary { cursor: pointer; }
button { font: inherit; font-weight: 600; border-radius: .4rem; border: 1px solid var(--accent); padding: .45rem .9rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.quiet { background: transparent; color: var(--accent); font-weight: 500; }
button[aria-busy=true] { opacity: .6; cursor: progress; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; position: sticky; bottom: 0; background: var(--card); padding: .6rem 0; border-top: 1px solid var(--line); }
.actions select { width: auto; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; } th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 500; color: var(--soft); } th[scope=row] { width: 40%; } .number { text-align: right; white-space: nowrap; } td:last-child, th:last-child { padding-right: 0; } thead th { white-space: nowrap; }
td ol { margin: 0; padding-left: 1.2rem; } .value { max-height: 9rem; overflow: auto; }
.scroll { overflow-x: auto; }
.failure, .done, .note { border-left: .3rem solid var(--bad); padding: .6rem .8rem; background: var(--ground); border-radius: .3rem; margin: 0 0 1rem; }
.done { border-color: var(--good); } .note { border-color: var(--warn); }
.failure b { color: var(--bad); } .done b { color: var(--good); }
.failure p, .done p, .note p { margin: .25rem 0 0; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .6rem; margin: 0 0 1rem; }
.pictures img { width: 100%; height: auto; border-radius: .5rem; display: block; background: var(--ground); }
pre { font: .8rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); border-radius: .4rem; padding: .6rem; margin: .3rem 0; max-height: 22rem; overflow: auto; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 62rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 44rem) {
  .frame { grid-template-columns: minmax(0, 1fr); padding: .6rem; }
  aside nav { display: flex; flex-wrap: wrap; gap: .1rem; } aside h2, aside h2:first-child { width: 100%; margin: .3rem .5rem 0; } aside a { padding: .15rem .5rem; }
  .switches > label { flex: 1 1 45%; } .switches select { width: 100%; } section { padding: .75rem; }
}
`;

/** Sends a form anew when a switch changes, or a field that others hang on; what is filled in is kept. */
export const SCRIPT = `
addEventListener('change', ({ target }) => {
  if (target.closest('.switches')) keepDraft(target.form), target.form.requestSubmit();
  else if (target.matches('[data-refresh]')) target.form.requestSubmit(target.form.querySelector('button[value=fields]'));
});
addEventListener('submit', (event) => {
  const { target, submitter } = event;
  if (target.dataset.sent) return event.preventDefault();
  target.dataset.sent = 'yes';
  if (submitter) Object.assign(submitter, { ariaBusy: 'true', textContent: submitter.dataset.busy ?? submitter.textContent });
});
function keepDraft(switches) {
  const step = document.querySelector('main form[novalidate]');
  for (const [name, value] of step ? new FormData(step) : []) {
    switches.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
}
addEventListener('pageshow', () => document.querySelectorAll('form').forEach((form) => delete form.dataset.sent));
`;
