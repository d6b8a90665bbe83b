var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res) => function __init() {
  return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// core/model/execution.ts
function hasEnded(status) {
  return status !== "queued" && status !== "running";
}
function hasFile({ outputs }) {
  return outputs.some(({ kind }) => kind !== "text");
}
function isWhole(execution) {
  if (execution.status === "completed") return hasFile(execution) && execution.emptyNode === void 0;
  return execution.status !== "failed" || execution.error !== null;
}
function withKnownFacts(newer, older) {
  return {
    ...newer,
    workflowId: newer.workflowId ?? older.workflowId,
    workflowName: newer.workflowName ?? older.workflowName,
    startedAt: newer.startedAt ?? older.startedAt,
    finishedAt: newer.finishedAt ?? older.finishedAt,
    credits: newer.credits ?? older.credits,
    // What a run had made when it failed is no result of its going on.
    outputs: hasFile(newer) || !hasFile(older) || newer.status === "completed" && older.status !== "completed" ? newer.outputs : older.outputs
  };
}
function unknownExecution(id) {
  return {
    id,
    status: "queued",
    message: null,
    error: null,
    workflowId: null,
    workflowName: null,
    startedAt: null,
    finishedAt: null,
    requestId: null,
    credits: null,
    outputs: []
  };
}
var EXECUTION_STATUSES;
var init_execution = __esm({
  "core/model/execution.ts"() {
    "use strict";
    EXECUTION_STATUSES = ["queued", "running", "completed", "failed", "cancelled", "timed_out"];
  }
});

// platforms/cli/exit_codes.ts
function codeOfKind(kind) {
  return BY_KIND[kind];
}
function codeOfStatus(status, waited) {
  if (!hasEnded(status)) return waited ? EXIT.notFinished : EXIT.done;
  return status === "completed" ? EXIT.done : EXIT.runFailed;
}
var EXIT, EXIT_MEANINGS, BY_KIND;
var init_exit_codes = __esm({
  "platforms/cli/exit_codes.ts"() {
    "use strict";
    init_execution();
    EXIT = {
      done: 0,
      runFailed: 1,
      wrongUsage: 2,
      refused: 3,
      tooExpensive: 4,
      nothingStarted: 5,
      mayHaveStarted: 6,
      notFinished: 7,
      interrupted: 130
    };
    EXIT_MEANINGS = [
      [EXIT.done, "done", "nothing"],
      [EXIT.runFailed, "the execution failed, was cancelled or ran out of time", "see why, then run it again: the same Only Once ID starts anew if the failure surely cost nothing; otherwise use another, or `--after-failure again`"],
      [EXIT.wrongUsage, "wrong usage; nothing was started", "correct what the sentence names"],
      [EXIT.refused, "the key is missing or refused, or lacks a scope; nothing was started", "see `wireflow doctor`"],
      [EXIT.tooExpensive, "out of credits, or over the cap; nothing was started", "add credits, or raise `--max-credits`"],
      [EXIT.nothingStarted, "busy or unreachable; nothing was started", "run the same command again"],
      [EXIT.mayHaveStarted, "may have started", "look in Wireflow before you run it again, or you may pay twice"],
      [EXIT.notFinished, "not finished in time, or an image could not be fetched; the ID is printed", "`wireflow wait ID --out DIR`"],
      [EXIT.interrupted, "interrupted; the ID is printed where there is one", "`wireflow wait ID --out DIR`"]
    ];
    BY_KIND = {
      bad_input: EXIT.wrongUsage,
      rejected: EXIT.wrongUsage,
      not_found: EXIT.wrongUsage,
      too_large: EXIT.wrongUsage,
      no_key: EXIT.refused,
      bad_key: EXIT.refused,
      forbidden: EXIT.refused,
      out_of_credits: EXIT.tooExpensive,
      too_expensive: EXIT.tooExpensive,
      conflict: EXIT.nothingStarted,
      rate_limited: EXIT.nothingStarted,
      unavailable: EXIT.nothingStarted,
      timed_out: EXIT.nothingStarted,
      unreachable: EXIT.nothingStarted,
      unreadable: EXIT.nothingStarted,
      no_execution_list: EXIT.nothingStarted,
      start_unknown: EXIT.mayHaveStarted
    };
  }
});

// platforms/cli/files/unfinished.ts
import { rmSync } from "node:fs";
async function beside(file, work) {
  if (isOver) return new Promise(() => void 0);
  const working = work();
  unfinished.set(file, working);
  try {
    return await working;
  } finally {
    unfinished.delete(file);
  }
}
async function finishFiles() {
  let timer;
  let isTimeUp = false;
  const time2 = new Promise((over) => timer = setTimeout(() => over(void (isTimeUp = true)), LONGEST_MS));
  while (unfinished.size > 0 && !isTimeUp) await Promise.race([Promise.allSettled(unfinished.values()), time2]);
  clearTimeout(timer);
  isOver = true;
  dropFiles();
}
function dropFiles() {
  for (const file of unfinished.keys()) {
    try {
      rmSync(file, { force: true });
    } catch {
    }
  }
}
var unfinished, isOver, LONGEST_MS;
var init_unfinished = __esm({
  "platforms/cli/files/unfinished.ts"() {
    "use strict";
    unfinished = /* @__PURE__ */ new Map();
    isOver = false;
    LONGEST_MS = 1e3;
  }
});

// core/model/errors.ts
function badInput(field3, problem, nextStep) {
  return new WireflowError({ kind: "bad_input", field: field3, problem, nextStep });
}
var WireflowError;
var init_errors = __esm({
  "core/model/errors.ts"() {
    "use strict";
    WireflowError = class _WireflowError extends Error {
      name = "WireflowError";
      kind;
      problem;
      nextStep;
      requestId;
      status;
      retryAfterMs;
      canRetry;
      field;
      constructor(facts) {
        const support = facts.requestId ? ` (Request ID: ${facts.requestId})` : "";
        super(`${facts.problem} ${facts.nextStep}${support}`, { cause: facts.cause });
        this.kind = facts.kind;
        this.problem = facts.problem;
        this.nextStep = facts.nextStep;
        this.requestId = facts.requestId ?? null;
        this.status = facts.status ?? null;
        this.retryAfterMs = facts.retryAfterMs ?? null;
        this.canRetry = facts.canRetry ?? false;
        this.field = facts.field ?? null;
      }
      /** The same error with some of its facts replaced. */
      with(changes) {
        const { kind, problem, nextStep, requestId, status, retryAfterMs, canRetry, field: field3, cause } = this;
        return new _WireflowError({ kind, problem, nextStep, requestId, status, retryAfterMs, canRetry, field: field3, cause, ...changes });
      }
    };
  }
});

// core/providers/job.ts
function jobHasEnded({ status }) {
  return status !== "queued" && status !== "running";
}
function unknownJob({ provider, id, lookUpUrl, model = "" }) {
  return {
    provider,
    model,
    id,
    lookUpUrl,
    status: "queued",
    images: [],
    seed: null,
    costMicroUsd: null,
    startedAt: null,
    finishedAt: null,
    requestId: null,
    error: null
  };
}
function withKnownJobFacts(newer, older) {
  return {
    ...newer,
    model: newer.model || older.model,
    seed: newer.seed ?? older.seed,
    costMicroUsd: newer.costMicroUsd ?? older.costMicroUsd,
    startedAt: newer.startedAt ?? older.startedAt,
    finishedAt: newer.finishedAt ?? older.finishedAt,
    lookUpUrl: newer.lookUpUrl ?? older.lookUpUrl
  };
}
var PROVIDERS, PROVIDER_LABELS, JOB_STATUSES;
var init_job = __esm({
  "core/providers/job.ts"() {
    "use strict";
    init_execution();
    PROVIDERS = ["bfl", "deepinfra", "replicate"];
    PROVIDER_LABELS = {
      bfl: "Black Forest Labs",
      deepinfra: "DeepInfra",
      replicate: "Replicate"
    };
    JOB_STATUSES = [...EXECUTION_STATUSES, "moderated"];
  }
});

// core/providers/hosts.ts
function mayCarryKey(provider, address2, baseUrl = PUBLIC_BASE_URLS[provider]) {
  const url = URL.canParse(address2) ? new URL(address2) : null;
  if (url === null || url.username !== "" || url.password !== "") return false;
  const base = new URL(baseUrl);
  if (LOOPBACK_HOSTS.has(base.hostname)) return url.origin === base.origin;
  return url.protocol === "https:" && url.port === "" && KEY_HOSTS[provider].test(url.hostname);
}
function providerOf(address2, baseUrls = PUBLIC_BASE_URLS) {
  return PROVIDERS.find((provider) => mayCarryKey(provider, address2, baseUrls[provider])) ?? null;
}
function providerBaseUrls(environment) {
  const chosen = (provider) => {
    const given2 = environment[BASE_URL_VARIABLES[provider]]?.trim().replace(/\/+$/, "") ?? "";
    if (given2 === "") return PUBLIC_BASE_URLS[provider];
    const isHere = URL.canParse(given2) && LOOPBACK_HOSTS.has(new URL(given2).hostname);
    if (isHere || mayCarryKey(provider, given2)) return given2;
    throw badInput(BASE_URL_VARIABLES[provider], `${BASE_URL_VARIABLES[provider]} is no address of ${PROVIDER_LABELS[provider]}.`, "Leave it out, or name another of the provider\u2019s own hosts.");
  };
  return { bfl: chosen("bfl"), deepinfra: chosen("deepinfra"), replicate: chosen("replicate") };
}
var PUBLIC_BASE_URLS, KEY_HOSTS, LOOPBACK_HOSTS, BASE_URL_VARIABLES;
var init_hosts = __esm({
  "core/providers/hosts.ts"() {
    "use strict";
    init_errors();
    init_job();
    PUBLIC_BASE_URLS = {
      bfl: "https://api.bfl.ai/v1",
      deepinfra: "https://api.deepinfra.com/v1",
      replicate: "https://api.replicate.com/v1"
    };
    KEY_HOSTS = {
      bfl: /^api(\.[a-z]{2}\d{0,2})?\.bfl\.ai$/,
      deepinfra: /^api\.deepinfra\.com$/,
      replicate: /^api\.replicate\.com$/
    };
    LOOPBACK_HOSTS = /* @__PURE__ */ new Set(["localhost", "127.0.0.1", "[::1]"]);
    BASE_URL_VARIABLES = {
      bfl: "BFL_BASE_URL",
      deepinfra: "DEEPINFRA_BASE_URL",
      replicate: "REPLICATE_BASE_URL"
    };
  }
});

// core/runs/flux/job_address.ts
function jobAddress(jobs) {
  return jobs.map(({ provider, id, lookUpUrl }) => lookUpUrl ?? `${provider}:${id}`).join(SEPARATOR);
}
function isJobAddress(value) {
  return /^https?:\/\//.test(value) || PROVIDERS.some((provider) => value.startsWith(`${provider}:`));
}
function readJobAddress(value, baseUrls) {
  const words2 = typeof value === "string" ? value.split(/[,\s]+/).filter(Boolean) : [];
  const jobs = words2.map((word) => readOne(word, baseUrls));
  const known = jobs.filter((job) => job !== null);
  if (known.length > 0 && known.length === jobs.length) return known;
  throw badInput("job", words2.length === 0 ? "The field Job Address is empty." : "The field Job Address holds no address of a job.", "Map the Job Address of the step Generate Flux Image.");
}
function readOne(word, baseUrls) {
  const named2 = PROVIDERS.find((provider2) => word.startsWith(`${provider2}:`));
  if (named2 !== void 0) return { provider: named2, id: word.slice(named2.length + 1), lookUpUrl: null };
  const provider = providerOf(word, baseUrls);
  if (provider === null) return null;
  const url = new URL(word);
  const id = url.searchParams.get("id") ?? url.pathname.split("/").at(-1) ?? "";
  return id === "" ? null : { provider, id, lookUpUrl: word };
}
var SEPARATOR;
var init_job_address = __esm({
  "core/runs/flux/job_address.ts"() {
    "use strict";
    init_errors();
    init_hosts();
    init_job();
    SEPARATOR = ", ";
  }
});

// core/json.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseJson(json) {
  const bare2 = json.startsWith("\uFEFF") ? json.slice(1) : json;
  const exact = /\d{16}/.test(bare2) ? bare2.replace(TOKENS, (token) => /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token) : bare2;
  try {
    return JSON.parse(exact);
  } catch (error) {
    if (!/NaN|Infinity/.test(exact)) throw error;
    return JSON.parse(exact.replace(NO_NUMBERS, (token) => token.startsWith('"') ? token : "null"));
  }
}
function sendableJson(value) {
  return JSON.stringify(value, (_key, inner) => typeof inner === "string" ? mended(inner) : isObject(inner) ? Object.fromEntries(Object.entries(inner).map(([key2, each]) => [mended(key2), each])) : inner);
}
function mended(words2) {
  return words2.toWellFormed().replaceAll("\0", "");
}
function wordIn(words2, key2) {
  return Object.hasOwn(words2, key2) ? words2[key2] : void 0;
}
function isWebAddress(words2) {
  return /^https?:\/\//i.test(words2) && URL.canParse(words2);
}
function wholeTimes(value, factor) {
  const product = value === null ? NaN : Math.round(value * factor);
  return Number.isSafeInteger(product) ? product : null;
}
function objectsIn(value) {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
function text(value) {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
function number(value) {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "string" && /^-?\d{1,15}(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
function first(objects, keys, read2) {
  for (const object2 of objects) {
    for (const key2 of keys) {
      const found = read2(object2[key2]);
      if (found !== null) return found;
    }
  }
  return null;
}
function isoTime(value) {
  const date2 = new Date(typeof value === "string" ? msOfText(value.trim()) : typeof value === "number" ? msOfUnix(value) : NaN);
  return date2.getTime() > 0 ? date2.toISOString() : null;
}
function msOfText(text2) {
  if (/^\d{10,13}(\.\d+)?$/.test(text2)) return msOfUnix(Number(text2));
  if (DAY_AND_TIME.test(text2)) {
    const plain4 = text2.replace(/ ?(UTC|GMT)$/i, "Z").replace(/ ?([+-]\d{2}):?(\d{2})?$/, (_zone, hours, minutes = "00") => `${hours}:${minutes}`);
    return Date.parse(ZONE.test(plain4) ? plain4 : `${plain4}Z`);
  }
  return DAY.test(text2) || NAMED_DAY.test(text2) || / GMT$/.test(text2) ? Date.parse(text2) : NaN;
}
function msOfUnix(time2) {
  return time2 < LARGEST_UNIX_TIME_S ? time2 * MS_PER_S : time2;
}
var TOKENS, NO_NUMBERS, MS_PER_S, LARGEST_UNIX_TIME_S, DAY, DAY_AND_TIME, ZONE, NAMED_DAY;
var init_json = __esm({
  "core/json.ts"() {
    "use strict";
    TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;
    NO_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g;
    MS_PER_S = 1e3;
    LARGEST_UNIX_TIME_S = 1e11;
    DAY = /^\d{4}-\d{2}-\d{2}$/;
    DAY_AND_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
    ZONE = /(Z|[+-]\d{2}(:?\d{2})?)$/i;
    NAMED_DAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*( GMT| UTC| [ECMP][SD]T|[+-]\d{4}( \([^)]*\))?)$/i;
  }
});

// core/model/fold_name.ts
function foldName(name) {
  return name.normalize("NFKC").replace(/\p{Cf}/gu, "").trim().replace(/\s+/g, " ").toLowerCase();
}
var init_fold_name = __esm({
  "core/model/fold_name.ts"() {
    "use strict";
  }
});

// core/model/plain_digits.ts
function plainDigits(words2) {
  return words2.replace(/[^\p{No}]+/gu, (part) => part.normalize("NFKC")).replace(/\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0) ?? 0))).replaceAll("\u066B", ".").replaceAll("\u066C", ",");
}
function valueOf(code2) {
  let first2 = code2;
  while (/\p{Nd}/u.test(String.fromCodePoint(first2 - 1))) first2 -= 1;
  return (code2 - first2) % 10;
}
var init_plain_digits = __esm({
  "core/model/plain_digits.ts"() {
    "use strict";
  }
});

// core/model/image_sizes.ts
function readSize(written) {
  const wanted = foldName(plainDigits(written)).replaceAll("\u2236", ":");
  const sides2 = SIDES.exec(wanted);
  if (sides2) return ofSides(...[sides2[1], sides2[2]].map((side) => Number(side?.replace(",", ""))));
  const named2 = IMAGE_SIZES.find((size3) => namesOf(size3).includes(wanted));
  const preset = named2 ?? ofRatio(wanted);
  return preset === null ? null : { preset };
}
function isSides(written) {
  return SIDES.test(foldName(plainDigits(written)));
}
function ofRatio(wanted) {
  const [, before = "", across = "", down = "", behind = ""] = RATIO.exec(wanted) ?? [];
  const words2 = `${before} ${behind}`.replace(/["“”'()[\],;-]+/g, " ").replace(/ +/g, " ").trim();
  const alike = IMAGE_SIZES.filter(({ width, height }) => across !== "" && width * Number(down) === height * Number(across));
  const shape = Number(across) === Number(down) ? /^square$/ : Number(across) > Number(down) ? /^(landscape|horizontal|wide|widescreen)$/ : /^(portrait|vertical|upright)$/;
  return alike.find((size3) => namesOf(size3).includes(words2)) ?? (SAYS_NO_MORE.test(words2) || shape.test(words2) ? alike[0] ?? null : null);
}
function ofSides(width, height) {
  if (![width, height].every((side) => side >= SIDE_LIMITS_PX.min && side <= SIDE_LIMITS_PX.max)) return null;
  const known = IMAGE_SIZES.find((size3) => width * size3.height === height * size3.width);
  return { width, height, aspectRatio: known?.aspectRatio ?? null };
}
function namesOf({ key: key2, label }) {
  const names = label.replace(/\(.*\)/, "").split(/,| or /).map(foldName);
  const withoutPlace = names.map((name) => name.replace(/^(instagram|youtube|pinterest) /, ""));
  return [...new Set([key2, key2.replaceAll("_", " "), label].map(foldName).concat(names, withoutPlace))];
}
var IMAGE_SIZES, CUSTOM_SIZE, SIDE_LIMITS_PX, SIDES, RATIO, SAYS_NO_MORE;
var init_image_sizes = __esm({
  "core/model/image_sizes.ts"() {
    "use strict";
    init_fold_name();
    init_plain_digits();
    IMAGE_SIZES = [
      { key: "square", label: "Square post (1:1)", aspectRatio: "1:1", width: 1024, height: 1024 },
      { key: "portrait", label: "Instagram portrait post (4:5)", aspectRatio: "4:5", width: 896, height: 1120 },
      { key: "story", label: "Instagram story, Reel or TikTok (9:16)", aspectRatio: "9:16", width: 720, height: 1280 },
      { key: "youtube_thumbnail", label: "YouTube thumbnail (16:9)", aspectRatio: "16:9", width: 1280, height: 720 },
      { key: "blog_header", label: "Blog header or link preview (16:9)", aspectRatio: "16:9", width: 1280, height: 720 },
      { key: "pin", label: "Pinterest pin (2:3)", aspectRatio: "2:3", width: 832, height: 1248 },
      { key: "photo", label: "Landscape photo (3:2)", aspectRatio: "3:2", width: 1248, height: 832 },
      { key: "slide", label: "Presentation slide (4:3)", aspectRatio: "4:3", width: 1152, height: 864 },
      { key: "product", label: "Upright product photo (3:4)", aspectRatio: "3:4", width: 864, height: 1152 },
      { key: "banner", label: "Wide banner (21:9)", aspectRatio: "21:9", width: 1344, height: 576 }
    ];
    CUSTOM_SIZE = "custom";
    SIDE_LIMITS_PX = { min: 64, max: 4096 };
    SIDES = /^(\d+|\d,\d{3}) ?(?:px|pixels?)? ?(?:[x×*хχ]|by) ?(\d+|\d,\d{3}) ?(?:px|pixels?)?$/;
    RATIO = /^(.*?)[([]? ?(\d{1,3}) ?[:/] ?(\d{1,3}) ?[)\]]?(.*)$/;
    SAYS_NO_MORE = /^((aspect )?ratio|format)?:?$/;
  }
});

// core/model/unseen.ts
function isBlank(words2) {
  return ALL_UNSEEN.test(words2);
}
function isEmpty(value) {
  return value === void 0 || value === null || typeof value === "string" && isBlank(value);
}
function withoutUnseenEnds(words2) {
  return words2.replace(UNSEEN_ENDS, "");
}
var UNSEEN, ALL_UNSEEN, UNSEEN_ENDS;
var init_unseen = __esm({
  "core/model/unseen.ts"() {
    "use strict";
    UNSEEN = "[\\s\\p{Cc}\\p{Cf}]";
    ALL_UNSEEN = new RegExp(`^${UNSEEN}*$`, "u");
    UNSEEN_ENDS = new RegExp(`^${UNSEEN}+|${UNSEEN}+$`, "gu");
  }
});

// core/fields/plain_picture.ts
function plainPicture(values) {
  const pairs = values["more_inputs"];
  if (!isEmpty(values["image_url"]) || isObject(pairs) && Object.keys(pairs).length > 0) return null;
  const prompt = text(values["prompt"]);
  if (prompt === null) return null;
  const style2 = text(values["style"]);
  const [seed, ...sides2] = [values["seed"], values["width"], values["height"]].map(wholeNumberIn);
  const size3 = readSize(text(values["size"]) ?? "");
  const bySize = size3 === null ? "square" : "preset" in size3 ? size3.preset.key : `${size3.width}x${size3.height}`;
  return { prompt: style2 === null ? prompt : `${prompt}

Style: ${style2}`, size: sides2.every((side) => side !== null) ? sides2.join("x") : bySize, seed: seed ?? null };
}
function wholeNumberIn(value) {
  const typed2 = Number(plainDigits(withoutUnseenEnds(text(value) ?? "none")));
  return Number.isInteger(typed2) ? typed2 : null;
}
var init_plain_picture = __esm({
  "core/fields/plain_picture.ts"() {
    "use strict";
    init_json();
    init_image_sizes();
    init_plain_digits();
    init_unseen();
  }
});

// core/model/images.ts
function imagesOf(outputs) {
  return outputs.filter((output) => output.kind === "image" && output.url !== null);
}
function pictureKey(link3) {
  if (PLAIN.test(link3)) return `${link3.slice(link3.indexOf("//") + 2)}?`;
  const { host, pathname, searchParams } = new URL(link3);
  const query = [...searchParams].filter(([name, value]) => !isOfSignature(name, value, searchParams)).sort(([a], [b]) => a.localeCompare(b));
  return `${host}${pathname}?${new URLSearchParams(query).toString()}`;
}
function isOfSignature(name, value, all) {
  if (SIGNING.test(name) || MOMENT_NAMES.test(name) && MOMENT.test(value)) return true;
  const isLimited = [...all].some(([other, until]) => TIME_LIMIT_NAMES.test(other) && MOMENT.test(until));
  return isLimited && (CHECKSUM_NAMES.test(name) || TIME_LIMIT_NAMES.test(name));
}
var KIND_BY_EXTENSION, SIGNING, MOMENT_NAMES, MOMENT, CHECKSUM_NAMES, TIME_LIMIT_NAMES, PLAIN;
var init_images = __esm({
  "core/model/images.ts"() {
    "use strict";
    KIND_BY_EXTENSION = {
      png: "image",
      jpg: "image",
      jpeg: "image",
      jpe: "image",
      jfif: "image",
      webp: "image",
      gif: "image",
      avif: "image",
      svg: "image",
      bmp: "image",
      tif: "image",
      tiff: "image",
      heic: "image",
      heif: "image",
      jxl: "image",
      jp2: "image",
      ico: "image",
      mp4: "video",
      webm: "video",
      mov: "video",
      m4v: "video",
      mkv: "video",
      avi: "video",
      ogv: "video",
      mp3: "audio",
      wav: "audio",
      m4a: "audio",
      ogg: "audio",
      flac: "audio",
      aac: "audio",
      opus: "audio",
      txt: "file",
      json: "file",
      csv: "file",
      pdf: "file",
      zip: "file",
      glb: "file",
      obj: "file"
    };
    SIGNING = /^(x-(amz|goog|oss|ms|cos|bce)-.*|awsaccesskeyid|googleaccessid|ossaccesskeyid|key-pair-id|policy|expires|expiry|expires_?(at|in)|exp|signature|sign|sig|hmac|token|access_token|auth_?key|se|sp|sv|sr|st|spr|sks?|skoid|sktid|ske|skt|skv|hdnts|hdnea|__gda__|verify)$/i;
    MOMENT_NAMES = /^(t|ts|time|timestamp|_|cb|nocache|cachebuster)$/i;
    MOMENT = /^\d{10,13}$/;
    CHECKSUM_NAMES = /^(hash|md5|h)$/i;
    TIME_LIMIT_NAMES = /^(e|exp|expires|expiry)$/i;
    PLAIN = /^https?:\/\/[a-z0-9.:-]+(\/[\w~-][\w~.-]*)+$/;
  }
});

// core/model/own_inputs.ts
function linkKeysIn(value, depth = 0) {
  if (typeof value === "string") return /^\s*https?:\/\//i.test(value) && URL.canParse(value.trim()) ? [pictureKey(value.trim())] : [];
  if (depth > MAX_DEPTH || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((inner) => linkKeysIn(inner, depth + 1));
}
var NO_INPUTS, MAX_DEPTH;
var init_own_inputs = __esm({
  "core/model/own_inputs.ts"() {
    "use strict";
    init_images();
    NO_INPUTS = { links: /* @__PURE__ */ new Set(), nodeIds: /* @__PURE__ */ new Set() };
    MAX_DEPTH = 8;
  }
});

// core/model/safe_id.ts
function isSafeId(value) {
  return SAFE_ID.test(value) && !value.includes("..");
}
var SAFE_ID;
var init_safe_id = __esm({
  "core/model/safe_id.ts"() {
    "use strict";
    SAFE_ID = /^[A-Za-z0-9_][A-Za-z0-9_.:~-]{0,199}$/;
  }
});

// core/api/endpoints.ts
function urlOf(baseUrl, name, id, query = {}) {
  const { path: template, thing } = ENDPOINTS[name];
  if (template.includes("{id}") && !isSafeId(id ?? "")) {
    throw new WireflowError({
      kind: "bad_input",
      problem: `The ID of the ${thing} holds characters that no ID of Wireflow has.`,
      nextStep: "Choose it from the list, or map it from an earlier Wireflow step."
    });
  }
  const path12 = template.replace("{id}", encodeURIComponent(id ?? ""));
  const search = new URLSearchParams(query).toString();
  return `${baseUrl}${path12}${search === "" ? "" : `?${search}`}`;
}
var EXECUTE, WRITE, READ_WORKFLOWS, READ_EXECUTIONS, ENDPOINTS;
var init_endpoints = __esm({
  "core/api/endpoints.ts"() {
    "use strict";
    init_errors();
    init_safe_id();
    EXECUTE = ["workflows:execute"];
    WRITE = ["workflows:write"];
    READ_WORKFLOWS = ["workflows:read"];
    READ_EXECUTIONS = ["executions:read", "workflows:read"];
    ENDPOINTS = {
      trigger: { method: "POST", path: "/workflow/{id}/trigger", auth: "none", scopes: [], starts: true, thing: "webhook" },
      triggerInfo: { method: "GET", path: "/workflow/{id}/trigger", auth: "none", scopes: [], starts: false, thing: "webhook" },
      execute: { method: "POST", path: "/workflows/{id}/execute", auth: "key", scopes: EXECUTE, starts: true, thing: "workflow" },
      describeInputs: { method: "GET", path: "/workflows/{id}/run", auth: "key", scopes: READ_WORKFLOWS, starts: false, thing: "workflow" },
      run: { method: "POST", path: "/workflows/{id}/run", auth: "key", scopes: EXECUTE, starts: true, thing: "workflow" },
      poll: { method: "GET", path: "/workflows/executions/{id}/poll", auth: "key", scopes: READ_EXECUTIONS, starts: false, thing: "execution" },
      getExecution: { method: "GET", path: "/workflows/executions/{id}", auth: "key", scopes: READ_EXECUTIONS, starts: false, thing: "execution" },
      listExecutions: { method: "GET", path: "/workflows/executions", auth: "key", scopes: READ_EXECUTIONS, starts: false, thing: "account" },
      listWorkflowExecutions: { method: "GET", path: "/workflows/{id}/executions", auth: "key", scopes: READ_EXECUTIONS, starts: false, thing: "workflow" },
      listWorkflows: { method: "GET", path: "/workflows", auth: "key", scopes: READ_WORKFLOWS, starts: false, thing: "account" },
      getWorkflow: { method: "GET", path: "/workflows/{id}", auth: "key", scopes: READ_WORKFLOWS, starts: false, thing: "workflow" },
      estimate: { method: "POST", path: "/workflows/{id}/estimate", auth: "key", scopes: READ_WORKFLOWS, starts: false, thing: "workflow" },
      mediaUpload: { method: "POST", path: "/media/upload", auth: "key", scopes: WRITE, starts: false, thing: "account" },
      mediaUploadUrl: { method: "POST", path: "/media/upload-url", auth: "key", scopes: WRITE, starts: false, thing: "account" },
      mediaUploadPut: { method: "PUT", path: "", auth: "none", scopes: [], starts: false, thing: "account" },
      mediaUploadComplete: { method: "POST", path: "/media/upload-url/complete", auth: "key", scopes: WRITE, starts: false, thing: "account" },
      usage: { method: "GET", path: "/developer/usage", auth: "key", scopes: ["usage:read"], starts: false, thing: "account" }
    };
  }
});

// core/model/credit_words.ts
function saysNoCredit(words2) {
  return PATTERN.test(words2);
}
function saysTooMuch(words2) {
  return TOO_MUCH.test(words2);
}
function saysNotServed(words2) {
  return NOT_SERVED.test(words2);
}
var CREDIT_WORDS, PATTERN, TOO_MUCH, THE_ACCOUNT, NOT_SERVED;
var init_credit_words = __esm({
  "core/model/credit_words.ts"() {
    "use strict";
    CREDIT_WORDS = [
      "positive balance",
      "payment required",
      "(insufficient|not[ _-]?enough|too[ _-]?few|out[ _-]?of|no|low)[ _-]?(remaining |more |account )?(credit|balance|funds|quota)",
      "(credit|balance|funds)s?( balance)? (is |are |has been |have been )?(too low|exhausted|depleted|used up|insufficient)",
      "exceeded your current quota"
    ].join("|");
    PATTERN = new RegExp(`\\b(${CREDIT_WORDS})`, "i");
    TOO_MUCH = /\b(too[ _-]many ((failed|api|login) )?(requests|attempts|calls)|rate[ _-]?limit|throttl|(quota|limit)s?[ _-]((is|was|has been|have been) )?(exceeded|reached|hit|exhausted)|exceed(s|ed)?( (your|the|its))?( \w+){0,3} (quota|limit))/i;
    THE_ACCOUNT = "(account|organi[sz]ation|team|membership|subscription|plan|trial|billing)";
    NOT_SERVED = new RegExp(`\\b(upgrade (your|the|to)(?! ((a|the) )?(newer|newest|latest|api|client|sdk|library|app)\\b)|${THE_ACCOUNT} (is |was |has |has been |period )*(expired|inactive|not (yet |currently )?active|ended|over|cancell?ed|paused|suspended|disabled|deactivated|locked|blocked|restricted|past due)|past[ _-]due|unpaid|overdue)`, "i");
  }
});

// core/api/advice.ts
function withoutAdvice(message) {
  return message.replace(new RegExp(ADVICE, "gi"), "").trim();
}
var ADVICE;
var init_advice = __esm({
  "core/api/advice.ts"() {
    "use strict";
    ADVICE = '[^.!?"]*(again(?![a-z])|retry|resubmit|resend)[^.!?"]*[.!?]*';
  }
});

// core/model/amounts.ts
function amountIn(value) {
  const amount2 = number(value);
  return amount2 === null ? null : Number(amount2.toPrecision(CERTAIN_DIGITS));
}
function sumOf(amounts) {
  const decimals = amounts.map(decimalOf);
  const places = Math.max(0, ...decimals.map((decimal) => decimal.places));
  return numberOf({ digits: decimals.reduce((sum2, decimal) => sum2 + decimal.digits * 10n ** BigInt(places - decimal.places), 0n), places });
}
function times(amount2, factor) {
  const [a, b] = [decimalOf(amount2), decimalOf(factor)];
  return numberOf({ digits: a.digits * b.digits, places: a.places + b.places });
}
function amountInWords(amount2) {
  return amount2.toLocaleString("en-US", { maximumFractionDigits: 20 });
}
function decimalOf(amount2) {
  const [mantissa = "0", exponent = "0"] = String(amount2).split("e");
  const [whole = "0", part = ""] = mantissa.split(".");
  return { digits: BigInt(`${whole}${part}`), places: part.length - Number(exponent) };
}
function numberOf({ digits, places }) {
  return Number(`${digits}e${-places}`);
}
var CERTAIN_DIGITS;
var init_amounts = __esm({
  "core/model/amounts.ts"() {
    "use strict";
    init_json();
    CERTAIN_DIGITS = 15;
  }
});

// core/shorten.ts
function shorten(words2, max) {
  const characters = [...words2.slice(0, 2 * max + 2)];
  return characters.length > max ? `${characters.slice(0, max).join("")}\u2026` : words2;
}
var init_shorten = __esm({
  "core/shorten.ts"() {
    "use strict";
  }
});

// core/model/one_sentence.ts
function quoted(words2, max) {
  return shorten(words2.replace(/\s+/g, " ").trim().replace(HANGING, ""), max);
}
function asSentence(words2, max) {
  return ended(quoted(words2, max));
}
function ended(words2) {
  return IS_ENDED.test(words2) ? words2 : `${words2}.`;
}
var IS_ENDED, HANGING;
var init_one_sentence = __esm({
  "core/model/one_sentence.ts"() {
    "use strict";
    init_shorten();
    IS_ENDED = /[.!?…。！？｡؟۔।][)\]"'”’»」』]*$/u;
    HANGING = /[\s.,;:·–—-]+$/u;
  }
});

// core/api/error_sentences.ts
function plain({ message }, kind, problem, nextStep) {
  return { kind, problem: `${problem}${message ? `: ${sentence(message)}` : "."}`, nextStep };
}
function rejected(refusal) {
  const inactive = /not active/i.test(refusal.message);
  const nextStep = inactive ? "Open the workflow in Wireflow, activate it, then run the step again." : "Correct the fields of this step or the workflow itself, then run the step again.";
  const violation = first(objectsIn(refusal.body["violations"]), ["message"], text);
  const detail = { ...refusal, message: violation === null || refusal.message.includes(violation) ? refusal.message : `${refusal.message} ${violation}`.trim() };
  return plain(detail, "rejected", "Wireflow refused the request", nextStep);
}
function refusedKey(refusal) {
  const expired = /expired/i.test(refusal.message);
  return {
    kind: "bad_key",
    problem: expired ? "The Wireflow API key has expired." : "Wireflow does not accept the API key of this connection.",
    nextStep: `Create a key under ${KEYS_PAGE}, then reconnect Wireflow with it.`
  };
}
function outOfCredits({ body, message }) {
  const layers = [body, body["error"], body["data"]].filter(isObject);
  const needed = first(layers, ["requiredCredits", "required"], amountIn);
  const available = first(layers, ["availableCredits", "available"], amountIn);
  const dearest = layers.flatMap((layer) => objectsIn(layer["breakdown"])).map((node2) => ({ label: first([node2], ["nodeLabel", "label", "nodeId"], text), credits: amountIn(node2["credits"]) ?? 0 })).sort((a, b) => b.credits - a.credits)[0];
  const numbers = needed !== null && available !== null ? `: this execution needs ${needed}, and ${available} are available` : "";
  const node = dearest?.label && dearest.credits > 0 ? `; the most expensive part is \u201C${shorten(dearest.label, LONGEST_LABEL)}\u201D with ${dearest.credits}` : "";
  const words2 = numbers === "" && message !== "" ? ` (Wireflow says: ${quoted2(message)})` : "";
  return {
    kind: "out_of_credits",
    problem: `The Wireflow account has too few credits${numbers}${node}${words2}.`,
    nextStep: `Nothing was started. Add credits in Wireflow (${CREDITS_PAGE}), then run the step again.`
  };
}
function refusedAccount(refusal) {
  const { auth, starts } = ENDPOINTS[refusal.endpoint];
  const look = `${auth === "none" ? "Look" : "The key can stay: look"} at the account\u2019s plan and billing in Wireflow (${CREDITS_PAGE}), then run the step again.`;
  return plain(refusal, "rejected", "Wireflow refused the request", `${starts ? "Nothing was started. " : ""}${look}`);
}
function forbidden({ endpoint, message }) {
  const { scopes, auth } = ENDPOINTS[endpoint];
  if (auth === "none") {
    return { kind: "forbidden", problem: "Wireflow does not let this webhook be used.", nextStep: "Check in Wireflow that the workflow is yours and its webhook is enabled." };
  }
  const { thing } = ENDPOINTS[endpoint];
  const orNotYours = thing === "account" ? "" : `, or the ${thing} belongs to another account`;
  const words2 = message && !/^forbidden\.?$/i.test(message.trim()) ? ` (Wireflow says: ${quoted2(message)})` : "";
  return {
    kind: "forbidden",
    problem: `The API key may not do this: it is missing a permission (the scope ${scopes.join(" or ")})${orNotYours}${words2}.`,
    nextStep: `Create a key with that scope under ${KEYS_PAGE}, then reconnect Wireflow with it.`
  };
}
function notFound({ endpoint }) {
  const [problem, nextStep] = NOT_FOUND[ENDPOINTS[endpoint].thing];
  return { kind: "not_found", problem, nextStep };
}
function rateLimited({ endpoint, message, retryAfterMs }) {
  const wait = retryAfterMs === void 0 ? "" : ` It can go on in ${duration(retryAfterMs)}.`;
  return {
    kind: "rate_limited",
    problem: `Wireflow\u2019s limit of requests is reached${message ? `: ${sentence(message)}` : "."}${wait}`,
    nextStep: `${ENDPOINTS[endpoint].starts ? "Nothing was started; the" : "The"} step is tried again by itself after the wait.`,
    retryAfterMs,
    canRetry: true
  };
}
function unavailable({ endpoint, status, message, isOwnWord: isOwnWord2, retryAfterMs, saysWhen }) {
  const problem = (words2) => `Wireflow has a problem of its own (HTTP ${status})${words2 ? `: ${sentence(words2)}` : "."}`;
  const refusedWork = status === 503 && saysWhen && isOwnWord2;
  if (ENDPOINTS[endpoint].starts && !refusedWork) return startUnknown(problem(withoutAdvice(message)));
  return { kind: "unavailable", problem: problem(message), nextStep: "Nothing is lost: the step is tried again by itself, or can be run again in a few minutes.", retryAfterMs: saysWhen ? retryAfterMs : void 0, canRetry: true };
}
function moved({ endpoint, status }) {
  const problem = `Wireflow sends this request to another address (HTTP ${status}), where it is not followed.`;
  if (ENDPOINTS[endpoint].starts) return startUnknown(problem);
  return { kind: "unavailable", problem, nextStep: "Nothing was started. Tell the maintainers of this integration that the address has moved." };
}
function foreign({ endpoint, status }) {
  return {
    kind: "unavailable",
    problem: `Something between here and Wireflow, such as its hosting or a firewall, refused the request (HTTP ${status}).`,
    nextStep: `${ENDPOINTS[endpoint].starts ? "Nothing was started" : "Nothing is lost"}: the step is tried again by itself, or can be run again in a few minutes. If it stays, send this message to Wireflow support.`,
    canRetry: true
  };
}
function notStored({ status }) {
  return {
    kind: "unavailable",
    problem: `The store for large files did not take the image (HTTP ${status}).`,
    nextStep: "Nothing was started; the step is tried again by itself. If it stays, use an image of less than 4 MB.",
    canRetry: true
  };
}
function startUnknown(problem) {
  return {
    kind: "start_unknown",
    problem: `${problem} The execution may have started.`,
    nextStep: "Look at the workflow\u2019s executions in Wireflow before you run this step again, or you may pay twice."
  };
}
function lookAtFirst(executionId) {
  return `Wireflow names the execution ${executionId}: look at that one before you run this step again, or you may pay twice.`;
}
function withWhereToLook(nextStep, workflowUrl2) {
  return nextStep.includes(WHERE_TO_LOOK) ? nextStep.replace(WHERE_TO_LOOK, `${WHERE_TO_LOOK} (${workflowUrl2})`) : `${nextStep} Its workflow: ${workflowUrl2}`;
}
function duration(ms) {
  const seconds = Math.max(1, Math.ceil(ms / MS_PER_S2));
  if (seconds === 1) return "a second";
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
var KEYS_PAGE, CREDITS_PAGE, MS_PER_S2, NOT_FOUND, WHERE_TO_LOOK, LONGEST_QUOTE, LONGEST_LABEL, quoted2, sentence;
var init_error_sentences = __esm({
  "core/api/error_sentences.ts"() {
    "use strict";
    init_json();
    init_amounts();
    init_one_sentence();
    init_shorten();
    init_advice();
    init_endpoints();
    KEYS_PAGE = "Settings > API Keys in Wireflow (https://www.wireflow.ai/docs/api/authentication)";
    CREDITS_PAGE = "https://www.wireflow.ai/docs/credits-and-billing";
    MS_PER_S2 = 1e3;
    NOT_FOUND = {
      webhook: ["Wireflow knows no such webhook, or it is switched off.", "In Wireflow, open the workflow\u2019s Settings > Webhook, enable it, and copy its URL again."],
      workflow: ["Wireflow knows no such workflow in this account.", "Choose the workflow again; it may have been deleted."],
      execution: ["Wireflow knows no such execution in this account.", "Check the execution ID; it must come from a workflow of this account."],
      account: ["Wireflow did not recognise this request.", "Try again later; if it stays, tell the maintainers of this integration."]
    };
    WHERE_TO_LOOK = "the workflow\u2019s executions in Wireflow";
    LONGEST_QUOTE = 300;
    LONGEST_LABEL = 80;
    quoted2 = (message) => quoted(message, LONGEST_QUOTE);
    sentence = (message) => asSentence(message, LONGEST_QUOTE);
  }
});

// core/api/readers/error_codes.ts
function errorCodesIn(body) {
  const layers = [body, body?.["error"], body?.["detail"]].filter(isObject);
  return layers.flatMap(({ code: code2, type: type2 }) => [code2, type2]).filter((said) => typeof said === "string").join(" ");
}
var init_error_codes = __esm({
  "core/api/readers/error_codes.ts"() {
    "use strict";
    init_json();
  }
});

// core/api/readers/absent_words.ts
function wordsIn(value) {
  const words2 = text(value);
  return words2 === null || IS_NOTHING.test(words2.trim()) ? null : words2;
}
function reasonWordsIn(value) {
  const words2 = text(value);
  return words2 === null || IS_NO_REASON.test(words2.trim()) ? null : words2;
}
var NOTHING, NO_REASON, NOTHING_WORDS, NO_REASON_WORDS, SIGNS, IS_NOTHING, IS_NO_REASON;
var init_absent_words = __esm({
  "core/api/readers/absent_words.ts"() {
    "use strict";
    init_json();
    NOTHING = ["null", "nil", "none", "undefined", "false", "nan", "n[/]?a", "-+", "0+"];
    NO_REASON = [...NOTHING, "true", "ok", "okay", "success", "successful", "no errors?", "2[0-9][0-9]", ".object object."];
    NOTHING_WORDS = NOTHING.join("|");
    NO_REASON_WORDS = NO_REASON.join("|");
    SIGNS = '[{}[\\],"\\s.:;!?\u2026-]+';
    IS_NOTHING = new RegExp(`^(${NOTHING_WORDS}|${SIGNS})[.]?$`, "i");
    IS_NO_REASON = new RegExp(`^(${NO_REASON_WORDS}|${SIGNS})[.]?$`, "i");
  }
});

// core/api/readers/reason.ts
function reasonIn(error, depth = 0) {
  if (depth > MAX_DEPTH2) return null;
  if (Array.isArray(error)) return joined(error.map((item) => reasonIn(item, depth + 1)), "; ");
  if (isObject(error)) return reasonInObject(error, depth);
  const words2 = reasonWordsIn(error)?.trim() ?? null;
  if (words2 === null || !/^[{[]/.test(words2)) return words2;
  const inner = parsed(words2);
  return inner === void 0 ? words2 : reasonIn(inner, depth + 1);
}
function reasonInObject(error, depth) {
  const inner = NESTED.filter((key2) => typeof error[key2] === "object").map((key2) => reasonIn(error[key2], depth + 1));
  const own2 = [reasonWordsIn(error["title"]), first([error], WORDS, plainText), ...["error", "cause", "details", "hint"].map((key2) => plainText(error[key2]))];
  const said = joined([...own2, ...inner], ": ") ?? first([error], WRAPPED, (value) => typeof value === "object" ? reasonIn(value, depth + 1) : null) ?? byField(error, depth);
  if (said === null) return first([error], NAMES, reasonWordsIn);
  const place = first([error], PLACES, lastName) ?? (isObject(error["source"]) ? first([error["source"]], PLACES, lastName) : null);
  return place === null || said.toLowerCase().includes(place.toLowerCase()) ? said : `${place}: ${said}`;
}
function byField(error, depth) {
  const fields = Object.entries(error).filter(([, value]) => typeof value === "object" || typeof value === "string" && /\S\s+\S/.test(value));
  return joined(fields.map(([name, value]) => {
    const reason = reasonIn(value, depth + 1);
    return reason === null ? null : `${name}: ${reason}`;
  }), "; ");
}
function plainText(value) {
  return typeof value === "string" && (!/^\s*[{[]/.test(value) || parsed(value) === void 0) ? reasonWordsIn(value) : null;
}
function lastName(value) {
  const parts = Array.isArray(value) ? value : typeof value === "string" ? value.split(/[/.]/) : [];
  return text(parts.filter((part) => typeof part === "string" && part !== "").at(-1));
}
function joined(reasons, separator) {
  const said = [...new Set(reasons.filter((reason) => reason !== null))];
  const distinct = said.filter((reason) => !said.some((other) => other !== reason && other.includes(reason)));
  return distinct.length === 0 ? null : distinct.slice(0, MAX_REASONS).reduce((said2, next) => `${said2}${separator === ": " && /[.!?:]$/.test(said2) ? " " : separator}${next}`);
}
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return void 0;
  }
}
var WORDS, NESTED, WRAPPED, PLACES, NAMES, MAX_REASONS, MAX_DEPTH2;
var init_reason = __esm({
  "core/api/readers/reason.ts"() {
    "use strict";
    init_json();
    init_absent_words();
    WORDS = ["message", "msg", "detail", "reason", "description", "error_description", "errorMessage", "error_message", "userMessage", "user_message", "statusMessage", "Message", "faultstring", "text"];
    NESTED = ["message", "detail", "details", "error", "errors", "issues", "violations", "reason", "cause", "fieldErrors", "formErrors", "fault"];
    WRAPPED = ["response", "data"];
    PLACES = ["path", "loc", "field", "param", "parameter", "pointer", "instancePath"];
    NAMES = ["code", "type", "name", "kind", "status_code"];
    MAX_REASONS = 5;
    MAX_DEPTH2 = 5;
  }
});

// core/api/rate_limits.ts
function readRateLimits(getHeader, body, nowMs) {
  const limits = {};
  const limit = Number(/^\s*(\d{1,9})\s*(?:[,;]|$)/.exec(String(getHeader("X-RateLimit-Limit")))?.[1]);
  if (limit >= 1) limits.limit = limit;
  const remaining = String(getHeader("X-RateLimit-Remaining")).split(",");
  if (remaining.every((each) => /^\s*-?\d+\s*$/.test(each))) limits.remaining = Math.max(0, Math.min(...remaining.map(Number)));
  const untilResetMs = waitMs(getHeader("X-RateLimit-Reset"), nowMs);
  if (untilResetMs !== void 0) limits.resetAtMs = nowMs + untilResetMs;
  const retryAfterMs = waitMs(getHeader("Retry-After"), nowMs) ?? (isSpent(limits, body) ? untilResetMs : void 0) ?? waitInBodyMs(body, nowMs);
  if (retryAfterMs !== void 0) limits.retryAfterMs = retryAfterMs;
  return limits;
}
function isSpent({ remaining }, body) {
  return remaining === void 0 ? body !== null : remaining === 0;
}
function waitInBodyMs(body, nowMs) {
  return [body, field(body, "error"), field(body, "data")].map((part) => waitMs(field(part, "retryAfter"), nowMs)).find((wait) => wait !== void 0);
}
function field(value, name) {
  return typeof value === "object" && value !== null ? value[name] : void 0;
}
function waitMs(value, nowMs) {
  if (typeof value !== "number" && typeof value !== "string") return void 0;
  const text2 = String(value).trim();
  const numbers = text2.split(/\s*,\s*/);
  const wait = numbers.every((each) => DECIMAL.test(each)) ? Math.max(...numbers.map((each) => numberToWaitMs(Number(each), nowMs))) : dateToWaitMs(text2, nowMs);
  if (wait === void 0 || Number.isNaN(wait)) return void 0;
  return Math.min(Math.max(0, Math.ceil(wait)), MAX_RETRY_AFTER_MS);
}
function numberToWaitMs(value, nowMs) {
  if (value > FIRST_FINER_TIME && Number.isFinite(value)) return numberToWaitMs(value / 1e3, nowMs);
  if (value > FIRST_UNIX_TIME_MS) return value - nowMs;
  if (value > FIRST_UNIX_TIME_S) return value * 1e3 - nowMs;
  return value * 1e3;
}
function dateToWaitMs(text2, nowMs) {
  if (!HTTP_DATE.test(text2)) return void 0;
  return Date.parse(/(GMT|UTC|Z|[+-]\d{2}:?\d{2})$/i.test(text2) ? text2 : `${text2} GMT`) - nowMs;
}
var MAX_RETRY_AFTER_MS, FIRST_UNIX_TIME_S, FIRST_UNIX_TIME_MS, FIRST_FINER_TIME, DECIMAL, HTTP_DATE;
var init_rate_limits = __esm({
  "core/api/rate_limits.ts"() {
    "use strict";
    MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1e3;
    FIRST_UNIX_TIME_S = 1e9;
    FIRST_UNIX_TIME_MS = 1e11;
    FIRST_FINER_TIME = 1e14;
    DECIMAL = /^\d+(\.\d+)?$/;
    HTTP_DATE = /^(mon|tue|wed|thu|fri|sat|sun).*\d:\d\d:\d|^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i;
  }
});

// core/api/who_answered.ts
function isOwnWord(response) {
  if (SIGNATURES.some((name) => response.header(name) !== null) || /error from cloudfront/i.test(response.header("x-cache") ?? "")) return false;
  if (response.text.trim() === "") return response.header("x-request-id") !== null;
  const body = parse(response.text);
  return isObject(body) && !isOfAnEdge(body);
}
function isOfAnEdge(body) {
  const { error } = body;
  const isCoded = isObject(error) && text(error["type"]) === null && EDGE_CODE.test(text(error["code"]) ?? "");
  const isListed = Array.isArray(body["errors"]) && body["errors"].some((each) => isObject(each) && typeof each["code"] === "number");
  return isCoded || isListed || body["cloudflare_error"] === true;
}
function parse(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
var SIGNATURES, EDGE_CODE, CLIENT_GONE;
var init_who_answered = __esm({
  "core/api/who_answered.ts"() {
    "use strict";
    init_json();
    SIGNATURES = [
      "x-vercel-error",
      "x-vercel-mitigated",
      "x-vercel-challenge-token",
      "cf-mitigated",
      "proxy-authenticate",
      "x-squid-error",
      "x-amzn-errortype",
      "x-amzn-requestid",
      "x-amz-apigw-id",
      "x-amz-request-id",
      "x-ms-request-id",
      "x-guploader-uploadid",
      "x-sucuri-block",
      "x-iinfo"
    ];
    EDGE_CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
    CLIENT_GONE = /* @__PURE__ */ new Set([408, 460, 499]);
  }
});

// core/api/error_from_response.ts
function errorFromResponse(endpoint, response, nowMs) {
  const reply = parsed2(response.text);
  const body = isObject(reply) ? reply : {};
  const refusal = {
    endpoint,
    status: response.status,
    message: messageOf(reply),
    body,
    isOwnWord: isOwnWord(response),
    retryAfterMs: readRateLimits((name) => response.header(name), body, nowMs).retryAfterMs,
    saysWhen: response.header("retry-after") !== null
  };
  return new WireflowError({
    ...explain(refusal),
    requestId: response.header("x-request-id") ?? first([body], ["requestId", "request_id"], text),
    status: response.status
  });
}
function explain(refusal) {
  const { status, endpoint, message } = refusal;
  if (endpoint === "mediaUploadPut") return notStored(refusal);
  if (status < 400 && status !== 304) return moved(refusal);
  if (ENDPOINTS[endpoint].starts && /idempoten/i.test(message)) return startUnknown(`Wireflow refused the request: ${sentence(message)}`);
  if (!refusal.isOwnWord && ABOUT_THE_PERSON.has(status)) return foreign(refusal);
  if (status === 402 || status < 500 && refusal.isOwnWord && saysNoCredit(saidBy(refusal))) return outOfCredits(withoutName(refusal));
  if ((status === 401 || status === 403) && saysTooMuch(saidBy(refusal))) return rateLimited(withoutName(refusal));
  if ((status === 401 || status === 403) && saysNotServed(message)) return refusedAccount(refusal);
  if (status === 400 || status === 422) return rejected(refusal);
  if (status === 401) return ENDPOINTS[endpoint].auth === "none" ? forbidden(refusal) : refusedKey(refusal);
  if (status === 403) return forbidden(refusal);
  if (status === 404 || status === 405 || status === 410) return notFound(refusal);
  if (status === 409) {
    return plain(refusal, "conflict", "Wireflow is already working on this", "Wait a moment, then run the step again.");
  }
  if (status === 413) {
    return plain(refusal, "too_large", "The step sends more than Wireflow takes in one request", "Shorten the prompt or the inputs.");
  }
  if (status === 429) return rateLimited(refusal);
  if (status >= 500 || status === 304 || CLIENT_GONE.has(status)) return unavailable(refusal);
  const said = ENDPOINTS[endpoint].starts && !ABOUT_THE_PERSON.has(status) ? { ...refusal, message: withoutAdvice(message) } : refusal;
  return plain(said, "rejected", `Wireflow refused the request (HTTP ${status})`, "Check the fields of this step.");
}
function withoutName(refusal) {
  return /^(forbidden|unauthori[sz]ed|payment required)\.?$/i.test(refusal.message) ? { ...refusal, message: "" } : refusal;
}
function messageOf(body) {
  return reasonIn(body) ?? "";
}
function parsed2(json) {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}
var ABOUT_THE_PERSON, saidBy;
var init_error_from_response = __esm({
  "core/api/error_from_response.ts"() {
    "use strict";
    init_json();
    init_credit_words();
    init_errors();
    init_advice();
    init_endpoints();
    init_error_sentences();
    init_error_codes();
    init_reason();
    init_rate_limits();
    init_who_answered();
    ABOUT_THE_PERSON = /* @__PURE__ */ new Set([401, 402, 403, 404, 405, 407, 410, 451]);
    saidBy = ({ message, body }) => `${message} ${errorCodesIn(body)}`;
  }
});

// core/api/network_error.ts
function marksOf(cause, depth = 0) {
  if (depth > 5 || !isObject(cause)) return [];
  const own2 = [cause["code"], cause["type"], cause["name"], cause["errno"]].filter((mark) => typeof mark === "string");
  const nested = Array.isArray(cause["errors"]) ? cause["errors"] : [];
  return [...own2, ...marksOf(cause["cause"], depth + 1), ...nested.flatMap((error) => marksOf(error, depth + 1))];
}
var BEFORE_SENDING, TIMEOUT_MARKS, TOO_LARGE, NetworkError;
var init_network_error = __esm({
  "core/api/network_error.ts"() {
    "use strict";
    init_json();
    BEFORE_SENDING = /* @__PURE__ */ new Set([
      "ECONNREFUSED",
      "ENOTFOUND",
      "EAI_AGAIN",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "EADDRNOTAVAIL",
      "UND_ERR_CONNECT_TIMEOUT",
      "CERT_HAS_EXPIRED",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "ERR_PRIVATE_ADDRESS"
    ]);
    TIMEOUT_MARKS = /* @__PURE__ */ new Set([
      "request-timeout",
      "body-timeout",
      "ETIMEDOUT",
      "UND_ERR_HEADERS_TIMEOUT",
      "UND_ERR_BODY_TIMEOUT",
      "UND_ERR_CONNECT_TIMEOUT",
      "TimeoutError",
      "AbortError",
      "ABORT_ERR",
      "ERR_CANCELED"
    ]);
    TOO_LARGE = "max-size";
    NetworkError = class _NetworkError extends Error {
      name = "NetworkError";
      timedOut;
      mayHaveArrived;
      /** Whether an answer came, and was longer than any that is read. */
      isTooLarge;
      /** Kept out of every log: it is as it came, and may hold a secret. */
      #begun;
      /** @param marks codes and names of what went wrong underneath, for whoever reads the error in a log */
      constructor(timedOut, mayHaveArrived, marks = [], begun = null) {
        super(`${timedOut ? "The request timed out" : "The connection failed"}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`);
        this.timedOut = timedOut;
        this.mayHaveArrived = mayHaveArrived;
        this.#begun = begun;
        this.isTooLarge = marks.includes(TOO_LARGE);
      }
      /** What had come of the answer when it broke off, where any of it was read: it may name what was started. */
      get begun() {
        return this.#begun;
      }
      /**
       * Reads what node-fetch, fetch and undici throw: their code, type and name, along the chain of causes. Their own
       * message stays behind: it may hold the URL, and with it a webhook id.
       */
      static from(cause, begun = null) {
        const marks = marksOf(cause);
        return new _NetworkError(
          marks.some((mark) => TIMEOUT_MARKS.has(mark)),
          !marks.some((mark) => BEFORE_SENDING.has(mark)),
          [...new Set(marks)].filter((mark) => mark !== "Error"),
          begun
        );
      }
    };
  }
});

// core/model/yes_or_no.ts
function yesOrNo(given2) {
  if (!["string", "number", "boolean"].includes(typeof given2)) return null;
  const word = String(given2).trim().toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}
var YES, NO;
var init_yes_or_no = __esm({
  "core/model/yes_or_no.ts"() {
    "use strict";
    YES = /* @__PURE__ */ new Set(["true", "yes", "y", "1", "on", "checked"]);
    NO = /* @__PURE__ */ new Set(["false", "no", "n", "0", "off", "unchecked"]);
  }
});

// core/api/readers/envelope.ts
function layersOf(body, wrappers = WRAPPERS) {
  if (!isObject(body)) return [];
  const within2 = (layer) => wrappers.map((key2) => layer[key2]).filter(isObject);
  const inner = within2(body);
  return [body, ...inner, ...inner.flatMap(within2)];
}
function listIn(body, keys) {
  if (Array.isArray(body)) return body;
  for (const layer of layersOf(body)) {
    for (const key2 of ["data", ...keys]) {
      if (Array.isArray(layer[key2])) return layer[key2];
    }
  }
  return null;
}
var WRAPPERS;
var init_envelope = __esm({
  "core/api/readers/envelope.ts"() {
    "use strict";
    init_json();
    WRAPPERS = ["data", "execution", "result"];
  }
});

// core/api/readers/reply.ts
function parseReply(response, redactor, { slim: slim2 = (body) => body, starts = false } = {}) {
  const replyWith = (body) => ({
    body,
    requestId: response.header("x-request-id"),
    location: response.header("location"),
    link: response.header("link"),
    // Only an error asks for it. Secrets go before the reply is cut: half a key would not be recognised any more.
    get raw() {
      return redactor.words(response.text.slice(0, KEPT_CHARACTERS).toWellFormed());
    }
  });
  try {
    return replyWith(redactor.reply(slim2(parseJson(response.text))));
  } catch {
    const empty = replyWith(void 0);
    if (empty.location !== null || starts) return empty;
    throw unreadable(empty, "JSON");
  }
}
function refusedUnderSuccess({ requestId }, words2) {
  const line = shorten(words2.replace(/\s+/g, " ").trim(), QUOTED_CHARACTERS);
  return new WireflowError({
    kind: "unreadable",
    problem: `Wireflow answered with an error under a success status${line === "" ? "" : `: \u201C${line}\u201D`}.`,
    nextStep: "Try again in a few minutes; if it stays, send this message to Wireflow support.",
    requestId
  });
}
function unreadable(reply, expected2) {
  const raw = reply.raw.replace(/\s+/g, " ").trim();
  const quote = raw === "" ? "an empty reply" : `\u201C${shorten(raw, QUOTED_CHARACTERS)}\u201D`;
  return new WireflowError({
    kind: "unreadable",
    problem: `Wireflow answered with something that is not ${expected2}: ${quote}.`,
    nextStep: "Try again in a few minutes; if it stays, send this message to Wireflow support.",
    requestId: reply.requestId
  });
}
var NO_REPLY, QUOTED_CHARACTERS, KEPT_CHARACTERS;
var init_reply = __esm({
  "core/api/readers/reply.ts"() {
    "use strict";
    init_errors();
    init_json();
    init_shorten();
    NO_REPLY = { body: void 0, requestId: null, location: null, raw: "" };
    QUOTED_CHARACTERS = 200;
    KEPT_CHARACTERS = 1e4;
  }
});

// core/api/readers/credits.ts
function readEstimate(reply) {
  const layers = layersOf(reply.body, ESTIMATE_WRAPPERS);
  const totals = layers.map((layer) => byName([layer], ["estimatedCredits"])).filter((total) => total !== null);
  const nodes = layers.flatMap((layer) => rowsOf(layer["breakdown"]));
  const prices = nodes.map((node) => amountIn(node["credits"]));
  if (totals.length === 0 || [...totals, ...prices].some((credits2) => (credits2 ?? 0) < 0)) throw unreadable(reply, "an estimate");
  const credits = Math.max(...totals, sumOf(prices.map((price) => price ?? 0)));
  const available = byName(layers, ["availableCredits"]);
  const sufficient = layers.map((layer) => yesOrNo(layer["sufficient"])).find((value) => value !== null) ?? null;
  return {
    credits,
    isComplete: isComplete(layers, credits, prices),
    available,
    isCovered: sufficient === false ? false : available === null ? sufficient : available >= credits,
    nodes: nodes.map((node) => ({
      label: first([node], ["nodeLabel", "label", "nodeId"], text) ?? "Node",
      model: text(node["model"]),
      credits: amountIn(node["credits"]) ?? 0
    }))
  };
}
function rowsOf(breakdown) {
  if (!isObject(breakdown)) return objectsIn(breakdown);
  const list = ["nodes", "items"].map((key2) => breakdown[key2]).find((value) => typeof value === "object" && value !== null);
  return list === void 0 ? Object.values(breakdown).filter(isObject) : rowsOf(list);
}
function isComplete(layers, credits, prices) {
  const facts = layers.slice(0, 1).flatMap((body) => factsIn(body));
  const said = facts.filter(([name]) => COMPLETE.has(name)).map(([, value]) => value === true || value === "true");
  const isDoubtful = facts.some(([name, value]) => UNCERTAIN.has(name) && !isNone(value) || isTotal(name) && mayExceed(value, credits) || name === "error" && (yesOrNo(value) === true || reasonIn(value) !== null));
  return !isDoubtful && !said.includes(false) && (said.length > 0 || prices.every((price) => price !== null));
}
function isTotal(name) {
  return name === TOTAL || UPPER_BOUND.test(name);
}
function mayExceed(value, credits) {
  return !isNone(value) && (amountIn(value) ?? Infinity) > credits;
}
function factsIn(value, depth = 0) {
  if (depth > MAX_DEPTH3 || typeof value !== "object" || value === null) return [];
  const own2 = Array.isArray(value) ? [] : Object.entries(value).flatMap(([key2, inner]) => inner === void 0 ? [] : [[plain2(key2), inner]]);
  return [...own2, ...Object.values(value).flatMap((inner) => factsIn(inner, depth + 1))];
}
function isNone(value) {
  return value === null || value === "" || value === 0 || /^none$/i.test(String(value)) || yesOrNo(value) === false;
}
function readBalance(reply) {
  const layers = layersOf(reply.body);
  const places = [...layers, ...within(layers, ACCOUNTS)].map(withoutMoney);
  const balance = byName(places, LEFT) ?? byName(within(places, ABOUT_CREDITS).map(withoutMoney), LEFT_INSIDE) ?? bareCredits(places);
  if (balance === null) throw unreadable(reply, "a credit balance");
  return balance;
}
function withoutMoney(object2) {
  const currency = text(object2["currency"]);
  return currency === null || /credit/i.test(currency) ? object2 : Object.fromEntries(Object.entries(object2).filter(([key2]) => !LEFT_INSIDE.includes(plain2(key2))));
}
function within(objects, keys) {
  return objects.flatMap((object2) => keys.map((key2) => object2[key2]).filter(isObject));
}
function byName(objects, names) {
  return names.map((name) => objects.flatMap((object2) => Object.entries(object2).filter(([key2]) => plain2(key2) === plain2(name)).map(([, value]) => amountIn(value)))).flat().find((value) => value !== null) ?? null;
}
function bareCredits(objects) {
  const alone = objects.filter((object2) => !Object.entries(object2).some(([key2, value]) => OTHER_SUMS.test(key2) && !isObject(value)));
  return byName(alone, ["credits"]);
}
function plain2(name) {
  return name.replace(/[_-]/g, "").toLowerCase();
}
var LEFT, LEFT_INSIDE, ABOUT_CREDITS, ACCOUNTS, OTHER_SUMS, BALANCE_KEYS, TOTAL, ESTIMATE_WRAPPERS, UPPER_BOUND, UNCERTAIN, COMPLETE, MAX_DEPTH3;
var init_credits = __esm({
  "core/api/readers/credits.ts"() {
    "use strict";
    init_json();
    init_amounts();
    init_yes_or_no();
    init_envelope();
    init_reason();
    init_reply();
    LEFT = ["availableCredits", "creditsAvailable", "remainingCredits", "creditsRemaining", "creditsLeft", "creditBalance", "creditsBalance", "balance"];
    LEFT_INSIDE = ["available", "remaining", "left", "balance", "current"];
    ABOUT_CREDITS = ["credits", "credit", "balance", "creditBalance"];
    ACCOUNTS = ["usage", "account", "user", "team", "organization", "billing", "subscription", "plan"];
    OTHER_SUMS = /used|usage|spent|consumed|total|limit|quota|allowance|granted|included|monthly/i;
    BALANCE_KEYS = [...LEFT, "credits"];
    TOTAL = "estimatedcredits";
    ESTIMATE_WRAPPERS = ["data", "result", "estimate"];
    UPPER_BOUND = /^(estimated)?(max|maximum)(imum)?(estimated)?credits$|^estimatedcreditsmax(imum)?$|^(upperbound|upperlimit)(credits)?$/;
    UNCERTAIN = /* @__PURE__ */ new Set(["unknowniterations", "fanoutuncertainty", "islowerbound", "lowerbound", "ispartial", "partial"]);
    COMPLETE = /* @__PURE__ */ new Set(["estimatecomplete", "iscomplete", "complete"]);
    MAX_DEPTH3 = 5;
  }
});

// core/model/status_words.ts
function readStatus(word) {
  return typeof word === "string" ? STATUS_WORDS[word.trim().toUpperCase().replace(/[\s-]+/g, "_")] ?? "running" : "running";
}
var STATUS_WORDS;
var init_status_words = __esm({
  "core/model/status_words.ts"() {
    "use strict";
    STATUS_WORDS = {
      QUEUED: "queued",
      PENDING: "queued",
      RUNNING: "running",
      IN_PROGRESS: "running",
      COMPLETED: "completed",
      FAILED: "failed",
      CANCELLED: "cancelled",
      CANCELED: "cancelled",
      TIMEOUT: "timed_out",
      TIMED_OUT: "timed_out"
    };
  }
});

// core/model/file_name.ts
function nameInLink(link3) {
  const { pathname, searchParams } = new URL(link3);
  const fromPath = cleanName(decoded(pathname.split("/").filter(Boolean).at(-1) ?? ""));
  if (endingKind(fromPath) !== null) return fromPath;
  const named2 = NAMING.map((key2) => searchParams.get(key2)).map((value) => cleanName(nameInDisposition(value) ?? value ?? ""));
  return named2.find((name) => endingKind(name) !== null) ?? fromPath;
}
function nameInDisposition(header) {
  const [, charset, extended2] = /filename\*\s*=\s*"?(utf-8|iso-8859-1)'[^']*'([^;\s"]+)/i.exec(header ?? "") ?? [];
  if (extended2 !== void 0) return cleanName(/^utf-8$/i.test(charset ?? "") ? decoded(extended2) : decodedLatin1(extended2));
  const plain4 = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? "");
  return plain4 ? cleanName(decoded((plain4[1] ?? plain4[2] ?? "").replace(/\\(.)/g, "$1"))) : null;
}
function stemAndEnding(name) {
  const ending = endingOf(name);
  const isEnding = Object.hasOwn(KIND_BY_EXTENSION, ending) || SCRIPTS.test(ending);
  return isEnding ? [name.slice(0, -ending.length - 1), name.slice(-ending.length - 1)] : [name, ""];
}
function numberedName(name, number4) {
  const [stem, ending] = stemAndEnding(name);
  return number4 === 1 ? name : `${stem}-${number4}${ending}`;
}
function endingKind(name) {
  const ending = endingOf(name);
  if (Object.hasOwn(KIND_BY_EXTENSION, ending)) return KIND_BY_EXTENSION[ending] ?? null;
  return /[a-z]/.test(ending) && !SCRIPTS.test(ending) && !NO_ENDING.test(ending) ? "unknown" : null;
}
function endingOf(name) {
  return /\.([a-z0-9]{2,5})$/i.exec(name ?? "")?.[1]?.toLowerCase() ?? "";
}
function cleanName(raw) {
  const last = raw.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const name = last.replace(/\p{Cc}/gu, "").replace(DIRECTION_MARKS, "").replace(/["<>:|?*]/g, "_").replace(/^\s+|[\s.]+$/g, "").replace(DEVICES, "$1_");
  return name === "" ? null : bounded(name);
}
function bounded(name) {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const ending = /\.[a-z0-9]{2,5}$/i.exec(name)?.[0] ?? "";
  const characters = [...name.slice(0, name.length - ending.length)];
  let bytes = Buffer.byteLength(ending);
  const kept = characters.filter((character) => (bytes += Buffer.byteLength(character)) <= MAX_BYTES);
  return `${kept.join("")}${ending}`;
}
function decodedLatin1(part) {
  return part.replace(/%([0-9a-f]{2})/gi, (_escape, byte) => String.fromCharCode(Number.parseInt(byte, 16)));
}
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
var MAX_BYTES, DIRECTION_MARKS, DEVICES, NO_ENDING, SCRIPTS, NAMING;
var init_file_name = __esm({
  "core/model/file_name.ts"() {
    "use strict";
    init_images();
    MAX_BYTES = 200;
    DIRECTION_MARKS = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
    DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
    NO_ENDING = /^(v\d+|\d+[xkp]|\d+|final|large|small|orig|full|max|min|web)$/;
    SCRIPTS = /^(php\d?|aspx?|ashx|jspx?|cgi|html?|do)$/;
    NAMING = ["filename", "file_name", "file", "name", "response-content-disposition"];
  }
});

// core/api/link_to_file.ts
function endsAsFile(link3) {
  const whole = wholeOf(link3);
  if (whole === null || STARTS_ALONE.test(whole.pathname)) return false;
  const kind = endingKind(nameInLink(whole.href));
  return kind !== null && kind !== "unknown" && kind !== "file";
}
function leadsToFile(link3, id) {
  if (endsAsFile(link3)) return true;
  const whole = wholeOf(link3);
  if (whole === null || STARTS.test(whole.pathname) || id.some((spelling) => (whole.search + whole.hash).search(spelling) >= 0)) return false;
  const { pathname } = whole;
  return id.every((spelling) => [...pathname.matchAll(spelling)].every(({ index, 0: found }) => !CALLS_BEFORE.test(pathname.slice(0, index)) && !CALLS_BEHIND.test(pathname.slice(index + found.length))));
}
function wholeOf(link3) {
  const whole = link3.startsWith("//") ? `https:${link3}` : link3;
  return isWebAddress(whole) ? new URL(whole) : null;
}
var STARTS, STARTS_ALONE, CALLS_BEFORE, CALLS_BEHIND;
var init_link_to_file = __esm({
  "core/api/link_to_file.ts"() {
    "use strict";
    init_json();
    init_file_name();
    STARTS = /\/workflows?\/[^/]+\/trigger/i;
    STARTS_ALONE = /\/workflows?\/[^/]+\/trigger\/?$/i;
    CALLS_BEFORE = /(hooks?|workflows?|flows?|triggers?)\/$/i;
    CALLS_BEHIND = /^[^/]*(\/|\/(trigger|run|execute|start|invoke)\/?)?$/i;
  }
});

// core/api/secret_spellings.ts
function spellingsOf(secret) {
  const characters = [...secret];
  const hex = characters.map(hexOf).join("");
  return [new RegExp(characters.map(spellingOf).join(""), "gi"), new RegExp(hex, "gi"), ...[0, 1, 2].flatMap((offset) => base64At(secret, offset))];
}
function spellingOf(character) {
  const [hex, decimal] = [hexOf(character), character.codePointAt(0)];
  const named2 = ENTITIES[character] === void 0 ? "" : `|${ENTITIES[character]}`;
  return `(?:\\\\{0,4}${escaped(character)}|%(?:25){0,3}${hex}|\\\\{1,4}(?:u00|x)${hex}|&(?:amp;){0,3}(?:#0{0,6}${decimal}|#x0{0,6}${hex}${named2});)`;
}
function base64At(secret, offset) {
  const whole = btoa("\0".repeat(offset) + secret).replace(/=+$/, "");
  const own2 = whole.slice(Math.ceil(offset * 8 / 6), (offset + secret.length) % 3 === 0 ? void 0 : -1);
  if (own2.length < SHORTEST_BASE64) return [];
  const spelled = [...own2].map((character) => character === "+" ? "(?:\\+|-|%2[bB])" : character === "/" ? "(?:\\\\{0,4}/|_|%2[fF])" : character).join("");
  return [new RegExp(`[\\w+/-]{0,2}${spelled}[\\w+/-]{0,2}(?:=|%3[dD]){0,2}`, "g")];
}
function hexOf(character) {
  return character.charCodeAt(0).toString(16).padStart(2, "0");
}
function escaped(character) {
  return character.replace(/[.*+?^${}()|[\]\\/-]/, "\\$&");
}
var ENTITIES, SHORTEST_BASE64;
var init_secret_spellings = __esm({
  "core/api/secret_spellings.ts"() {
    "use strict";
    ENTITIES = {
      "&": "amp",
      "<": "lt",
      ">": "gt",
      '"': "quot",
      "'": "apos",
      "+": "plus",
      "/": "sol",
      "=": "equals",
      "_": "lowbar",
      ".": "period",
      ":": "colon",
      "-": "hyphen|dash",
      "!": "excl",
      "#": "num",
      "$": "dollar",
      "%": "percnt",
      "@": "commat"
    };
    SHORTEST_BASE64 = 8;
  }
});

// core/api/redact.ts
function without(words2, secrets) {
  return secrets.reduce((rest, spelling) => rest.replace(spelling, HIDDEN), words2);
}
var SHORTEST_SECRET, ORDINARY_WORD, HIDDEN, WEBHOOK_IN_PATH, SECRET_SHAPES, IS_SHAPED, WEBHOOK_KEYS, WORKFLOW_KEYS, SPEAKING_KEYS, SPEAKS, LINK, LINKS_IN_WORDS, Redactor;
var init_redact = __esm({
  "core/api/redact.ts"() {
    "use strict";
    init_json();
    init_link_to_file();
    init_secret_spellings();
    SHORTEST_SECRET = 6;
    ORDINARY_WORD = /^[a-z]{1,15}$/;
    HIDDEN = "[hidden]";
    WEBHOOK_IN_PATH = [/(\/workflows?\/)[^/\s"'<>]+(?=\/trigger)/gi, `$1${HIDDEN}`];
    SECRET_SHAPES = [
      [/\b(?:whk_|wf_live_|sk-)[\w-]{4,}/gi, HIDDEN],
      [/("webhookId"\s*:\s*")[^"]+/gi, `$1${HIDDEN}`],
      WEBHOOK_IN_PATH
    ];
    IS_SHAPED = /^(?:whk_|wf_live_|sk-)/i;
    WEBHOOK_KEYS = /^webhook(_?(id|url))?$/i;
    WORKFLOW_KEYS = /^workflow_?id$/i;
    SPEAKING_KEYS = "error|fault|fail|message|msg|reason|detail|warning|hint";
    SPEAKS = new RegExp(SPEAKING_KEYS, "i");
    LINK = /^((https?:)?\/\/|data:)\S+$/i;
    LINKS_IN_WORDS = /(https?:\/\/[^\s"'<>()[\]\\|]+)/i;
    Redactor = class {
      #told;
      #keys;
      #target;
      #workflow;
      /** A list repeats the same few names in every entry. */
      #names = /* @__PURE__ */ new Map();
      /**
       * @param secrets what must not be repeated, in whatever spelling
       * @param target what a start was sent to: a webhook's id, which is a secret, or a workflow's own id, which a reply may
       *   call by that name
       */
      constructor(secrets, target = null) {
        const told = secrets.filter((secret) => secret.length >= SHORTEST_SECRET && !ORDINARY_WORD.test(secret));
        this.#keys = told.filter((secret) => secret !== target).flatMap(spellingsOf);
        this.#target = told.filter((secret) => secret === target).flatMap(spellingsOf);
        this.#told = [...this.#keys, ...this.#target];
        this.#workflow = target !== null && !IS_SHAPED.test(target) ? target : null;
      }
      /** Somebody else's words without keys and webhook ids: those that were told, and whatever looks like one. */
      words(words2) {
        return SECRET_SHAPES.reduce((rest, [shape, shown]) => rest.replace(shape, shown), this.#withoutTold(words2));
      }
      /** A parsed reply without secrets in any of its texts; one that is nothing but a secret becomes null. */
      reply(value, key2 = "", speaks = false) {
        if (typeof value === "string") return this.#value(value, key2, speaks);
        if (Array.isArray(value)) return value.map((item) => this.reply(item, key2, speaks));
        if (!isObject(value)) return value;
        return Object.fromEntries(Object.entries(value).map(([name, item]) => [this.#name(name), this.reply(item, key2 === "webhook" ? `webhook_${name}` : name, speaks || SPEAKS.test(name))]));
      }
      #name(name) {
        const known = this.#names.get(name) ?? this.#withoutTold(name);
        this.#names.set(name, known);
        return known;
      }
      #value(value, key2, speaks) {
        if (value === this.#workflow && WORKFLOW_KEYS.test(key2)) return value;
        const told = this.#withoutTold(value);
        if (told === HIDDEN) return null;
        if (WEBHOOK_KEYS.test(key2)) return told;
        if (LINK.test(value)) return speaks ? told.replace(...WEBHOOK_IN_PATH) : this.#link(value, told);
        const hidden = this.words(told);
        const shown = speaks || hidden === value ? hidden : value.split(LINKS_IN_WORDS).map((part, index) => index % 2 === 1 && endsAsFile(part) ? without(part, this.#keys) : this.words(part)).join("");
        return shown === HIDDEN ? null : shown;
      }
      /** What a link is made of may look like a key, and a link that was changed leads nowhere. */
      #link(link3, told) {
        const shown = told.replace(...WEBHOOK_IN_PATH);
        return shown !== link3 && (/^data:/i.test(link3) || leadsToFile(link3, this.#target)) ? without(link3, this.#keys) : shown;
      }
      #withoutTold(words2) {
        return without(words2, this.#told);
      }
      /** The same error without the secrets that the service's own words may repeat. */
      error(error) {
        const [problem, nextStep] = [this.words(error.problem), this.words(error.nextStep)];
        const requestId = error.requestId === null ? null : this.words(error.requestId);
        const isClean = problem === error.problem && nextStep === error.nextStep && requestId === error.requestId;
        return isClean ? error : error.with({ problem, nextStep, requestId });
      }
    };
  }
});

// core/api/readers/images_in_reply.ts
function findFiles(value, nodeLabel) {
  const files = /* @__PURE__ */ new Map();
  collect(value, null, {}, 0, (file, key2) => {
    const known = files.get(key2);
    files.set(key2, known ? mergeFacts(known, file) : file);
  });
  return [...files.values()].map((file) => ({ ...file, nodeLabel }));
}
function mergeFacts(a, b) {
  return {
    ...a,
    kind: a.kind === "image" ? b.kind : a.kind,
    width: a.width ?? b.width,
    height: a.height ?? b.height,
    contentType: a.contentType ?? b.contentType,
    nodeLabel: a.nodeLabel ?? b.nodeLabel
  };
}
function collect(value, promised, facts, depth, found) {
  if (depth > MAX_DEPTH4) return;
  if (typeof value === "string") {
    const link3 = wholeLink(value);
    if (isWebAddress(link3)) found(link3.includes(HIDDEN) ? linkless(KEY_IN_LINK) : describe(link3, promised, facts), pictureKey(link3));
    else if (INLINE_ADDRESS.test(link3)) found(linkless(INLINE_PICTURE), link3);
    else if (depth > 0 && PART_OF_A_LINK.test(link3)) found(linkless(`A picture whose address is not whole: ${shorten(link3, 200)}`), link3);
    else if (depth > 0 && /^[{[]/.test(link3)) collect(parsed3(link3), promised, {}, depth + 1, found);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, promised, isObject(item) ? item : {}, depth + 1, found);
  } else if (isObject(value) && !isNode(value, depth)) {
    for (const [key2, kind] of MEDIA_ENTRIES) {
      const inner = value[key2];
      if (inner !== void 0 && inner !== null) collect(inner, kind ?? promised, value, depth + 1, found);
    }
    const bytes = first([value], INLINE_KEYS, text);
    if (bytes !== null) found(linkless(INLINE_PICTURE), bytes);
  }
}
function isNode(value, depth) {
  return depth > 0 && ["nodeType", "config", "params"].some((key2) => key2 in value);
}
function parsed3(json) {
  if (json.length > LONGEST_JSON) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
function wholeLink(words2) {
  const link3 = words2.trim();
  return /^\/\/[\w.-]+\.[a-z]{2,}\//i.test(link3) ? `https:${link3}` : link3;
}
function fileOf(link3, facts) {
  return link3.includes(HIDDEN) ? linkless(KEY_IN_LINK) : describe(link3, null, facts);
}
function describe(link3, promised, facts) {
  const contentType = first([facts], ["content_type", "contentType", "mimeType", "mime_type"], text);
  const given2 = first([facts], ["file_name", "fileName", "filename"], text);
  const filename = nameInLink(link3) ?? (given2 === null ? null : nameInDisposition(`filename="${given2}"`));
  return {
    kind: kindOfType(contentType) ?? kindOfNames([filename, given2]) ?? promised ?? kindOfUnknown(filename),
    url: link3,
    text: null,
    width: first([facts], ["width"], number),
    height: first([facts], ["height"], number),
    contentType,
    filename,
    nodeLabel: null
  };
}
function linkless(why) {
  return { kind: "image", url: null, text: why, width: null, height: null, contentType: null, filename: null, nodeLabel: null };
}
function kindOfNames(names) {
  return names.map(endingKind).find((kind) => kind !== null && kind !== "unknown") ?? null;
}
function kindOfUnknown(filename) {
  return endingKind(filename) === null ? "image" : "file";
}
function kindOfType(contentType) {
  const [family, sub] = contentType?.split(";")[0]?.trim().toLowerCase().split("/") ?? [];
  if (family === "image" || family === "video" || family === "audio") return family;
  return sub === void 0 || sub === "" || /^(octet-stream|unknown|x-download|force-download)$/.test(sub) ? null : "file";
}
function findText(node) {
  const output = node["output"];
  return text(node["text"]) ?? (isObject(output) ? text(output["text"]) : null) ?? first(objectsIn(node["outputs"]), ["text"], text);
}
var MEDIA_KEYS, MEDIA_ENTRIES, INLINE_KEYS, KEY_IN_LINK, INLINE_PICTURE, INLINE_ADDRESS, PART_OF_A_LINK, MAX_DEPTH4, LONGEST_JSON;
var init_images_in_reply = __esm({
  "core/api/readers/images_in_reply.ts"() {
    "use strict";
    init_json();
    init_file_name();
    init_images();
    init_shorten();
    init_redact();
    MEDIA_KEYS = {
      images: "image",
      image: "image",
      imageUrls: "image",
      imageUrl: "image",
      image_urls: "image",
      image_url: "image",
      img: "image",
      videos: "video",
      video: "video",
      videoUrl: "video",
      video_url: "video",
      audios: "audio",
      audio: "audio",
      audioUrl: "audio",
      audio_url: "audio",
      outputUrls: null,
      outputUrl: null,
      output_urls: null,
      output_url: null,
      urls: null,
      url: null,
      uri: null,
      files: null,
      file: null,
      fileUrl: null,
      file_url: null,
      output: null,
      outputs: null,
      data: null,
      result: null,
      results: null,
      sample: null,
      samples: null,
      artifacts: null,
      generations: null,
      predictions: null,
      media: null,
      assets: null,
      generated_images: "image",
      generatedImages: "image",
      pictures: "image",
      picture: "image",
      photos: "image",
      photo: "image",
      src: null,
      href: null,
      link: null,
      downloadUrl: null,
      download_url: null,
      signedUrl: null,
      signed_url: null,
      publicUrl: null,
      public_url: null,
      value: null
    };
    MEDIA_ENTRIES = Object.entries(MEDIA_KEYS);
    INLINE_KEYS = ["b64_json", "base64", "image_base64"];
    KEY_IN_LINK = "A picture whose link holds an API key or a webhook, so that it is not handed on. Look at the execution in Wireflow.";
    INLINE_PICTURE = "A picture that stands inside Wireflow\u2019s reply and has no link.";
    INLINE_ADDRESS = /^data:(image\/|[^,]*;base64,\s*(iVBORw0KGgo|\/9j\/|UklGR|R0lGOD))/i;
    PART_OF_A_LINK = /^[\w.~%/-]*\/[\w.~%-]+\.(png|jpe?g|webp|gif|avif)(\?\S*)?$/i;
    MAX_DEPTH4 = 6;
    LONGEST_JSON = 1e6;
  }
});

// core/api/readers/empty_node.ts
function emptyNodeIn(nodes) {
  const firstGiver = nodes.findIndex(({ files }) => files.length > 0);
  const isEmpty2 = ({ files, records, label }, index) => firstGiver >= 0 && index > firstGiver && label !== null && files.length === 0 && records.every((record) => findText(record) === null && reasonIn(record["error"]) === null && !ENDED_WITHOUT.test(String(record["status"]))) && records.some((record) => isPromised(record) || !hasCompleted(record) && FILE_PLACES.some((key2) => key2 in record && isVoid(record[key2])));
  return nodes.find(isEmpty2)?.label ?? null;
}
function isPromised({ output }) {
  return isObject(output) && ["images", "image", "videos", "video", "audio"].some((key2) => key2 in output && isVoid(output[key2]));
}
function hasCompleted({ status }) {
  return typeof status === "string" && /^COMPLETED$/i.test(status.trim());
}
function isVoid(value) {
  if (Array.isArray(value)) return value.every(isVoid);
  return value === null || value === "" || isObject(value) && Object.values(value).every(isVoid);
}
var FILE_PLACES, ENDED_WITHOUT;
var init_empty_node = __esm({
  "core/api/readers/empty_node.ts"() {
    "use strict";
    init_json();
    init_images_in_reply();
    init_reason();
    FILE_PLACES = ["outputUrl", "outputUrls", "output", "outputs", "images"];
    ENDED_WITHOUT = /^(FAILED|ERROR|SKIPPED|CANCELL?ED|TIMEOUT|TIMED_OUT)$/i;
  }
});

// core/api/readers/files_elsewhere.ts
function filesElsewhere(layers) {
  const found = /* @__PURE__ */ new Map();
  let values = 0;
  const add = (link3, facts) => void (found.has(pictureKey(link3)) || found.set(pictureKey(link3), fileOf(link3, facts)));
  function follow2(value, facts, isMedia, isResult, depth) {
    values += 1;
    if (depth > MAX_DEPTH5 || values > MOST_VALUES) return;
    if (typeof value === "string") return isResult ? inText(value, facts, isMedia) : void 0;
    if (Array.isArray(value)) return value.forEach((item) => follow2(item, isObject(item) ? item : facts, isMedia, isResult, depth + 1));
    if (!isObject(value)) return;
    for (const [key2, inner] of Object.entries(value)) {
      if (NO_RESULT.test(key2)) continue;
      follow2(inner, value, isMedia || MEDIA.test(key2), RESULT.test(key2) || isResult && key2 !== "nodes", depth + 1);
    }
  }
  function inText(words2, facts, isMedia) {
    const link3 = wholeLink(words2);
    if (!isWebAddress(link3)) return [...words2.matchAll(IN_TEXT)].forEach(([, markdown, html2]) => add(markdown ?? html2 ?? "", {}));
    const ending = endingKind(nameInLink(link3));
    if (ending === null ? isMedia : ending !== "unknown" && ending !== "file") add(link3, facts);
  }
  follow2(layers[0], {}, false, true, 0);
  return [...found.values()];
}
var NO_RESULT, RESULT, MEDIA, IN_TEXT, MAX_DEPTH5, MOST_VALUES;
var init_files_elsewhere = __esm({
  "core/api/readers/files_elsewhere.ts"() {
    "use strict";
    init_json();
    init_file_name();
    init_images();
    init_images_in_reply();
    NO_RESULT = /input|prompt|config|param|setting|option|request|trigger|hook|callback|workflow|user|owner|author|avatar|logo|icon|thumb|preview|cover|template|error|edges|position|sample|default|reference/i;
    RESULT = /output|result|generat/i;
    MEDIA = /image|img|picture|photo|video|audio/i;
    IN_TEXT = /!\[[^\]]*\]\((https?:\/\/[^)\s]+)\)|<img\b[^>]*?\bsrc=["'](https?:\/\/[^"']+)["']/gi;
    MAX_DEPTH5 = 16;
    MOST_VALUES = 2e4;
  }
});

// core/api/readers/nodes.ts
function nodesIn(layers) {
  const lists = layers.flatMap((layer) => {
    const results = layer["nodeResults"];
    const runs = isObject(results) && "nodeRuns" in results ? results["nodeRuns"] : results;
    return [...[layer["nodeStates"], runs, layer["nodeRuns"], layer["nodeOutputs"]].map(listOrRecord), layer["outputs"]];
  });
  const byId = /* @__PURE__ */ new Map();
  for (const [index, record] of lists.flatMap(objectsIn).entries()) {
    const id = first([record], ["nodeId", "id", "label"], text) ?? `#${index}`;
    const known = byId.get(id);
    if (known) known.push(record);
    else byId.set(id, [record]);
  }
  return [...byId.values()].map((records) => {
    const id = first(records, ["nodeId", "id"], text);
    const label = first(records, ["label", "nodeLabel"], text) ?? id;
    return { id, records, label, files: records.flatMap((record) => findFiles(record, label)) };
  });
}
function listOrRecord(value) {
  return isObject(value) ? Object.entries(value).map(([nodeId, node]) => isObject(node) ? { nodeId, ...node } : { nodeId, output: node }) : value;
}
function isInputNode(node) {
  return ["nodeType", "type", "category"].some((key2) => /^input\b/i.test(String(node[key2])));
}
var init_nodes = __esm({
  "core/api/readers/nodes.ts"() {
    "use strict";
    init_json();
    init_images_in_reply();
  }
});

// core/api/readers/execution.ts
function readExecution(reply, executionId, own2 = NO_INPUTS) {
  const layers = layersOf(reply.body);
  const runs = layers.flatMap((layer) => objectsIn(layer["executionRuns"]));
  const run4 = runs.find((candidate) => runId(candidate) === executionId) ?? (runs.length === 1 ? runs[0] : void 0);
  const all = run4 ? runInBatch(run4, layers) : layers;
  if (!all.some((layer) => MARKS.some((mark) => mark in layer))) throw unreadable(reply, "an execution");
  const execution = executionFrom(all, executionId, reply.requestId, own2);
  if (execution.status !== "completed" || hasFile(execution)) return execution;
  const elsewhere = filesElsewhere(all).filter((file) => !putInto(all, own2).has(keyOf(file)));
  if (elsewhere.length > 0) return { ...execution, outputs: [...elsewhere, ...execution.outputs] };
  return execution.outputs.length > 0 ? execution : { ...execution, message: execution.message ?? reasonForNothing(all) };
}
function runId(run4) {
  return first([run4], ["executionId", "id"], text);
}
function reasonForNothing(layers) {
  return nodesIn(layers).map(({ records }) => first(records, ["output", "outputs", "result"], reasonIn)).find((words2) => words2 !== null) ?? null;
}
function runInBatch(run4, layers) {
  return [run4, ...text(run4["status"]) === null ? layers : layers.map((layer) => ({ ...layer, status: void 0 }))];
}
function executionFrom(layers, id, requestId, own2 = NO_INPUTS) {
  const all = nodesIn(layers);
  const nodes = all.filter((node) => !isOwnInput(node, own2));
  const putIn = putInto(layers, own2, all);
  const status = statusIn(layers);
  const emptyNode = status === "completed" ? emptyNodeIn(nodes) : null;
  return {
    id,
    status,
    message: first(layers, ["message"], wordsIn),
    error: errorIn(layers, nodes),
    workflowId: first(layers, ["workflowId", "workflow_id"], text) ?? first(named(layers, "workflow"), ["id"], text),
    workflowName: first(layers, ["workflowName", "workflow_name"], text) ?? first(named(layers, "workflow"), ["name"], text),
    startedAt: first(layers, ["startTime", "startedAt", "started_at", "createdAt"], isoTime),
    finishedAt: first(layers, FINISHED_KEYS, isoTime),
    requestId,
    credits: first(layers, CREDIT_KEYS, amountIn),
    outputs: hasEnded(status) ? outputsIn(layers, nodes, putIn) : [],
    ...emptyNode === null ? {} : { emptyNode }
  };
}
function isOwnInput({ id, records }, own2) {
  return records.some(isInputNode) || id !== null && own2.nodeIds.has(id);
}
function putInto(layers, own2, nodes = nodesIn(layers)) {
  const inputs = nodes.filter((node) => isOwnInput(node, own2)).map(({ records }) => records);
  return /* @__PURE__ */ new Set([...own2.links, ...linkKeysIn(inputs), ...linkKeysIn(layers.map((layer) => [layer["inputs"], layer["triggerData"]]))]);
}
function statusIn(layers) {
  return readStatus(layers.map((layer) => layer["status"]).find((word) => typeof word === "string" && word.trim() !== "" && !ENVELOPE_STATUS.test(word.trim())));
}
function named(layers, key2) {
  return layers.map((layer) => layer[key2]).filter(isObject);
}
function namesFilesByNode(layers) {
  return nodesIn(layers).some(({ files }) => files.length > 0);
}
function outputsIn(layers, nodes, putIn) {
  const outputs = /* @__PURE__ */ new Map();
  const add = (output) => {
    const key2 = keyOf(output);
    const known = outputs.get(key2);
    if (!putIn.has(key2)) outputs.set(key2, known ? mergeFacts(known, output) : output);
  };
  for (const node of nodes) {
    node.files.forEach(add);
    const copy = node.records.map(findText).find((words2) => words2 !== null);
    if (copy !== void 0) add(textOutput(copy, node.label));
  }
  const finals = layers.flatMap((layer) => [layer["finalOutput"], layer["output"]]).flatMap((value) => findFiles(value, null));
  finals.forEach(add);
  return finalFirst([...outputs.values()], nodes, finals[0] ? keyOf(finals[0]) : null);
}
function keyOf({ url, nodeLabel, text: words2 }) {
  return url === null ? `${nodeLabel}
${words2}` : pictureKey(url);
}
function finalFirst(outputs, nodes, named2) {
  const images = new Set(outputs.filter(({ kind }) => kind === "image").map(keyOf));
  const final = named2 !== null && images.has(named2) ? named2 : null;
  const givers = nodes.map((node) => ({ node, keys: node.files.map(keyOf).filter((key2) => images.has(key2)) })).filter(({ keys }) => keys.length > 0);
  const last = new Set((final === null ? lastOf(givers) : givers.findLast(({ keys }) => keys.includes(final)))?.keys);
  const rank = (key2) => !images.has(key2) ? 2 : key2 === final ? 0 : last.has(key2) ? 1 : 2;
  return outputs.map((output) => ({ output, rank: rank(keyOf(output)) })).sort((a, b) => a.rank - b.rank).map(({ output }) => output);
}
function lastOf(givers) {
  const ended3 = givers.map((giver) => ({ giver, at: first(giver.node.records, FINISHED_KEYS, isoTime) }));
  if (ended3.some(({ at }) => at === null)) return givers.at(-1);
  return ended3.reduce((last, next) => (next.at ?? "") >= (last?.at ?? "") ? next : last, ended3[0])?.giver;
}
function textOutput(copy, nodeLabel) {
  return { kind: "text", url: null, text: copy, width: null, height: null, contentType: null, filename: null, nodeLabel };
}
function errorIn(layers, nodes) {
  const byNode = nodes.flatMap(({ label, records }) => {
    const words2 = first(records, ERROR_KEYS, reasonIn);
    return words2 === null ? [] : [{ label, words: words2 }];
  });
  const own2 = layers.map((layer) => first([layer], ERROR_KEYS, reasonIn)).find((words2) => words2 !== null) ?? null;
  const told = byNode.filter(({ words: words2 }, index) => byNode.findIndex((other) => other.words === words2) === index).map(({ label, words: words2 }) => led(label, own2?.includes(words2) ? own2 : words2));
  const all = [...new Set(told)].slice(0, MOST_REASONS).join("; ");
  if (all === "" || own2 === null || all.includes(own2)) return all || own2;
  return `${ended(all)} ${own2}`;
}
function led(label, words2) {
  return label === null || words2.toLowerCase().includes(label.toLowerCase()) ? words2 : `${label}: ${words2}`;
}
var MARKS, FINISHED_KEYS, ERROR_KEYS, MOST_REASONS, CREDIT_KEYS, ENVELOPE_STATUS;
var init_execution2 = __esm({
  "core/api/readers/execution.ts"() {
    "use strict";
    init_execution();
    init_status_words();
    init_images_in_reply();
    init_json();
    init_absent_words();
    init_amounts();
    init_images();
    init_one_sentence();
    init_own_inputs();
    init_empty_node();
    init_files_elsewhere();
    init_envelope();
    init_nodes();
    init_reason();
    init_reply();
    MARKS = ["status", "nodeStates", "nodeResults", "nodeRuns", "executionRuns", "finalOutput", "outputs"];
    FINISHED_KEYS = ["endTime", "finishedAt", "completedAt", "endedAt", "finished_at", "completed_at", "ended_at"];
    ERROR_KEYS = ["error", "errors", "errorMessage", "error_message", "failureReason"];
    MOST_REASONS = 3;
    CREDIT_KEYS = ["creditsUsed", "creditsCharged", "totalCredits", "credits"];
    ENVELOPE_STATUS = /^(ok|okay|success|successful|error|\d+)$/i;
  }
});

// core/api/readers/next_page.ts
function readNextPage(reply, position, length) {
  const layers = holdersIn(layersOf(reply.body));
  const flag = flagIn(layers);
  if (flag === false) return null;
  const link3 = queryOf(linkInHeader(reply.link ?? null)) ?? LINKS.flatMap((key2) => layers.map((layer) => queryOf(linkIn(layer, key2)))).find((query) => query !== null);
  if (link3) return { by: "link", query: link3 };
  const token = tokenIn(layers);
  if (token) return { by: "token", query: token };
  return byPosition(layers, position, length, flag);
}
function holdersIn(layers, depth = 0) {
  const inner = layers.flatMap((layer) => [...HOLDERS.map((key2) => layer[key2]).filter(isObject), ...linksByRelation(layer)]);
  return inner.length === 0 || depth > 2 ? [...layers] : [...layers, ...holdersIn(inner, depth + 1)];
}
function linksByRelation(layer) {
  return objectsIn(layer["links"]).filter(({ rel }) => rel === "next").map(({ href }) => ({ next: href }));
}
function flagIn(layers) {
  const told = (keys) => layers.flatMap((layer) => keys.map((key2) => layer[key2])).find((value) => typeof value === "boolean");
  const isLast = told(["last", "isLast", "is_last", "isLastPage"]);
  return told(FLAGS) ?? told(["nextPage", "next"]) ?? (isLast === void 0 ? null : !isLast);
}
function linkInHeader(header) {
  const links = [...(header ?? "").matchAll(/<([^>]*)>((?:\s*;\s*[^;,"]+(?:"[^"]*")?)*)/g)];
  return links.find(([, , parameters = ""]) => /;\s*rel\s*=\s*"?([^"]*\s)?next(\s[^"]*)?"?\s*(;|$)/i.test(parameters))?.[1] ?? null;
}
function linkIn(layer, key2) {
  const value = layer[key2];
  return text(isObject(value) ? value["href"] ?? value["url"] : value);
}
function queryOf(link3) {
  if (link3 === null || !/^(https?:\/\/|\/|\?)/i.test(link3) || !URL.canParse(link3, "https://localhost")) return null;
  const query = Object.fromEntries(new URL(link3, "https://localhost").searchParams);
  return Object.keys(query).length === 0 ? null : query;
}
function tokenIn(layers) {
  const isToldNone = layers.some((layer) => ["nextCursor", "next_cursor"].some((key2) => key2 in layer));
  for (const [key2, parameter] of Object.entries(TOKENS2)) {
    if (key2 === "cursor" && isToldNone) continue;
    const token = first(layers, [key2], text);
    if (token !== null) return { [parameter]: token };
  }
  const next = first(layers, ["next"], (value) => typeof value === "string" && number(value) === null ? text(value) : null);
  return next === null ? null : { cursor: next };
}
function byPosition(layers, position, length, flag) {
  const told = toldPage(layers, position.page);
  const counting = { by: "position", page: told && told.number + 1, names: namesIn(layers, told !== null, position.offset) };
  const nextNumber = first(layers, PAGES_NEXT, number);
  if (nextNumber !== null) return { ...counting, page: nextNumber, names: ["page"], isCertain: true };
  if (flag === true) return { ...counting, isCertain: true };
  const pages = first(layers, PAGE_COUNTS, number);
  const read2 = told ? told.number - told.base + 1 : position.page;
  if (pages !== null) return read2 < pages ? { ...counting, isCertain: true } : null;
  const seen = position.offset + length;
  const total = first(layers, TOTALS, number);
  if (total !== null) return seen < total ? { ...counting, isCertain: true } : null;
  if ((first(layers, ["count"], number) ?? 0) > seen) return { ...counting, isCertain: true };
  const saysNone = layers.some((layer) => [...LINKS, ...Object.keys(TOKENS2)].some((key2) => key2 in layer && text(layer[key2]) === null && !isObject(layer[key2])));
  return saysNone || length === 0 ? null : { ...counting, isCertain: false };
}
function toldPage(layers, page) {
  const told = first(layers, PAGE_NUMBERS, number);
  const base = told === null ? NaN : told - (page - 1);
  return told !== null && (base === 0 || base === 1) ? { number: told, base } : null;
}
function namesIn(layers, tellsPage, offset) {
  if (tellsPage) return ["page"];
  const told = OFFSETS.find((key2) => layers.some((layer) => number(layer[key2]) === offset));
  return told === void 0 ? ["page", "offset"] : [told];
}
var TOKENS2, LINKS, PAGES_NEXT, FLAGS, PAGE_COUNTS, PAGE_NUMBERS, TOTALS, OFFSETS, HOLDERS;
var init_next_page = __esm({
  "core/api/readers/next_page.ts"() {
    "use strict";
    init_json();
    init_envelope();
    TOKENS2 = {
      nextCursor: "cursor",
      next_cursor: "cursor",
      nextPageToken: "pageToken",
      next_page_token: "page_token",
      nextToken: "nextToken",
      next_token: "next_token",
      continuationToken: "continuationToken",
      continuation_token: "continuation_token",
      endCursor: "after",
      end_cursor: "after",
      after: "after",
      nextOffset: "offset",
      next_offset: "offset",
      cursor: "cursor",
      lastId: "after",
      last_id: "after"
    };
    LINKS = ["next", "nextUrl", "next_url", "nextPageUrl", "next_page_url", "nextLink", "next_link", "@odata.nextLink", "nextPage", "next_page"];
    PAGES_NEXT = ["nextPage", "next_page", "next"];
    FLAGS = ["hasMore", "has_more", "hasNext", "has_next", "hasNextPage", "has_next_page", "isTruncated", "more"];
    PAGE_COUNTS = ["totalPages", "total_pages", "pageCount", "page_count", "pages", "lastPage", "last_page", "numPages"];
    PAGE_NUMBERS = ["page", "currentPage", "current_page", "pageNumber", "page_number", "number"];
    TOTALS = ["total", "totalCount", "total_count", "totalItems", "total_items", "totalElements", "totalResults", "total_results"];
    OFFSETS = ["offset", "skip", "startAt", "start", "from"];
    HOLDERS = ["pagination", "meta", "paging", "pageInfo", "page_info", "page", "cursors", "links", "_links", "next"];
  }
});

// core/api/readers/executions.ts
function readExecutionPage(reply, position) {
  const list = listIn(reply.body, ["executions", "executionRuns", "items", "results", "history", "runs", "records", "entries", "content", "values", "rows", "list"]);
  if (list === null) return null;
  const found = list.map((item) => executionsIn(layersOf(item), reply.requestId));
  const damaged = found.filter((executions) => executions.length === 0).length;
  if (damaged === list.length && list.some((item) => item !== null)) return null;
  return { items: found.flat(), length: list.length, damaged, next: readNextPage(reply, position, list.length) };
}
function executionsIn(layers, requestId) {
  const runs = layers.flatMap((layer) => objectsIn(layer["executionRuns"]));
  if (runs.length > 0) return runs.flatMap((run4) => executionOf(runInBatch(run4, layers), runId(run4), requestId));
  return executionOf(layers, first(layers, ["executionId", "id"], text), requestId);
}
function executionOf(layers, id, requestId) {
  if (id === null) return [];
  const execution = executionFrom(layers, id, requestId);
  const isShort = layers.some((layer) => layer["finalOutput"]) && !namesFilesByNode(layers);
  return [isShort ? { ...execution, outputs: [] } : execution];
}
var init_executions = __esm({
  "core/api/readers/executions.ts"() {
    "use strict";
    init_json();
    init_envelope();
    init_execution2();
    init_next_page();
  }
});

// core/api/readers/known_entries.ts
function withoutKnown(body, known, depth = 0) {
  if (Array.isArray(body)) return body.map((entry) => isObject(entry) && isKnown(entry, known) ? slim(entry) : entry);
  if (!isObject(body) || depth === DEEPEST_LIST) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, withoutKnown(value, known, depth + 1)]));
}
function isKnown(entry, known) {
  const id = text(entry["executionId"]) ?? text(entry["id"]);
  return id !== null && known.has(id) && entry["executionRuns"] === void 0;
}
function slim(entry) {
  const isSmall = (value) => typeof value !== "object" || value === null || isObject(value) && Object.values(value).every((part) => typeof part !== "object" || part === null);
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => isSmall(value)));
}
var DEEPEST_LIST;
var init_known_entries = __esm({
  "core/api/readers/known_entries.ts"() {
    "use strict";
    init_json();
    DEEPEST_LIST = 3;
  }
});

// core/api/readers/refusal.ts
function refusalIn(body, isStart) {
  const layers = layersOf(body);
  const isNoSuccess = layers.some((layer) => [layer["success"], layer["ok"]].some((word) => word === false || word === "false"));
  const isError = isNoSuccess ? isStart || !isExecution(layers) : isObject(body) && isErrorAlone(body);
  return isError ? layers.map(wordsOf).find((words2) => words2 !== null) ?? "" : null;
}
function isExecution(layers) {
  return layers.some((layer) => OF_AN_EXECUTION.some((key2) => layer[key2] !== void 0) || /^[A-Z_ ]+$/i.test(typeof layer["status"] === "string" ? layer["status"] : ""));
}
function isErrorAlone(body) {
  const hasError = [body["error"], body["errors"]].some((error) => reasonIn(error) !== null);
  const status = body["status"];
  const isStatusOfHttp = status === void 0 || typeof status === "number" || /^(error|fail)$/i.test(String(status));
  return hasError && isStatusOfHttp && Object.entries(body).every(([key2, value]) => BESIDE.has(key2) && (!["data", "result"].includes(key2) || value === null));
}
function wordsOf(layer) {
  return reasonIn(layer["error"]) ?? wordsIn(layer["message"]) ?? reasonIn(layer["errors"]);
}
var BESIDE, OF_AN_EXECUTION;
var init_refusal = __esm({
  "core/api/readers/refusal.ts"() {
    "use strict";
    init_json();
    init_absent_words();
    init_envelope();
    init_reason();
    BESIDE = /* @__PURE__ */ new Set(["error", "errors", "message", "success", "ok", "code", "type", "status", "statusCode", "details", "detail", "requestId", "request_id", "timestamp", "path", "data", "result"]);
    OF_AN_EXECUTION = ["nodeStates", "nodeResults", "executionRuns", "finalOutput", "executionId", "outputs", "output"];
  }
});

// core/api/readers/started.ts
function readStarted(reply) {
  const layers = layersOf(reply.body);
  const runs = layers.flatMap((layer) => objectsIn(layer["executionRuns"]));
  const id = idIn(layers, runs) ?? idInLocation(reply.location) ?? (isObject(reply.body) ? null : idInWords(reply.raw));
  if (id === null) throw unreadable(reply, "a started execution");
  const all = runs[0] ? runInBatch(runs[0], layers) : layers;
  const started = executionFrom(all, id, reply.requestId);
  return all.some((layer) => text(layer["status"]) !== null) ? started : { ...started, status: "queued" };
}
function executionNamedIn(response) {
  const ids = layersOf(parsedOrNull(response.text)).flatMap((layer) => EXECUTION_ID_KEYS.map((key2) => text(layer[key2])));
  const id = ids.find((one) => one !== null && isSafeId(one)) ?? null;
  return id ?? idInLocation(response.header("location")) ?? idInWords(response.text, true);
}
function parsedOrNull(json) {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}
function idIn(layers, runs) {
  const own2 = (key2, objects) => objects.map((object2) => text(object2[key2])).find((id) => id !== null);
  const nested = layers.map((layer) => layer["execution"]).filter(isObject);
  return own2("executionId", layers) ?? own2("execution_id", layers) ?? own2("id", runs) ?? own2("id", nested) ?? own2("id", layers) ?? null;
}
function idInWords(words2, evenInAnError = false) {
  if (!evenInAnError && /error/i.test(words2.replace(NO_ERROR, ""))) return null;
  const named2 = [...words2.matchAll(/execution_?id\\?["']\s*:\s*(?:\\?["']([^"'\\]+)\\?["']|(\d+)(?=[\s,}\]]))/gi)].map(([, quoted3, bare2]) => quoted3 ?? bare2 ?? "");
  const [id = ""] = new Set(named2);
  return new Set(named2).size === 1 && isSafeId(id) ? id : null;
}
function idInLocation(location) {
  const id = /^[^?#]*\/executions\/([^/?#]+)(\/poll)?\/?([?#]|$)/.exec(String(location))?.[1];
  return id !== void 0 && isSafeId(id) && id !== "poll" ? id : null;
}
var EXECUTION_ID_KEYS, NO_ERROR;
var init_started = __esm({
  "core/api/readers/started.ts"() {
    "use strict";
    init_safe_id();
    init_json();
    init_envelope();
    init_execution2();
    init_reply();
    EXECUTION_ID_KEYS = ["executionId", "execution_id"];
    NO_ERROR = /\\?["']errors?(_?message)?\\?["']\s*:\s*(null|false|0|\\?["']\s*\\?["']|\[\s*\]|\{\s*\})(?=\s*([,}\]]|$))/gi;
  }
});

// core/api/readers/workflow.ts
function readWorkflows(reply, position = { page: 1, offset: 0 }) {
  const list = listOf(reply.body);
  if (list === null) throw unreadable(reply, "a list of workflows");
  const items = objectsIn(list).flatMap((item) => workflowFrom(item) ?? []);
  if (list.length > 0 && items.length === 0) throw unreadable(reply, "a list of workflows");
  return { items, length: list.length, damaged: list.length - items.length, next: readNextPage(reply, position, list.length) };
}
function listOf(body) {
  const layers = [...layersOf(body), ...layersOf(body).map((layer) => layer["workflows"]).filter(isObject)];
  const others = layers.flatMap((layer) => OTHER_LISTS.map((key2) => layer[key2]).filter((list) => Array.isArray(list)));
  const main = listIn(body, LIST_KEYS) ?? layers.map((layer) => layer["edges"]).find((edges) => Array.isArray(edges)) ?? null;
  if (main === null && others.length === 0) return recordIn(layers);
  return [...main ?? [], ...others.flat()].flatMap(withinFolder).map(unwrapped);
}
function recordIn(layers) {
  const record = layers.map((layer) => layer["workflows"]).find(isObject);
  const entries = Object.entries(record ?? {});
  return entries.length > 0 && entries.every(([, item]) => isObject(item)) ? entries.map(([id, item]) => ({ id, ...item })) : null;
}
function withinFolder(item) {
  return isObject(item) && Array.isArray(item["workflows"]) ? item["workflows"] : [item];
}
function unwrapped(item) {
  if (!isObject(item) || first([item], ID_KEYS, text) !== null) return item;
  return [item["node"], item["workflow"]].find(isObject) ?? item;
}
function readWorkflowGraph(reply) {
  const layers = layersOf(reply.body, ["workflow", "data"]);
  const holder = layers.find((layer) => Array.isArray(layer["nodes"]));
  if (!holder) throw unreadable(reply, "a workflow");
  const workflow = [holder, ...layers].map(workflowFrom).find((found) => found !== null);
  if (!workflow) throw unreadable(reply, "a workflow");
  return { workflow, nodes: objectsIn(holder["nodes"]), edges: objectsIn(holder["edges"]) };
}
function readWebhookInfo(reply) {
  const layers = layersOf(reply.body);
  const workflows = layers.map((layer) => layer["workflow"]).filter(isObject);
  const workflowId = first(layers, ["workflowId", "workflow_id"], text) ?? first(workflows, ["id"], text) ?? first(layers, ["id"], text);
  if (workflowId === null) throw unreadable(reply, "a webhook");
  return {
    workflowId,
    name: first(workflows, ["name"], text) ?? first(layers, ["name", "workflowName"], text),
    isActive: !layers.some((layer) => isNo(layer["isActive"]))
  };
}
function workflowFrom(item) {
  const id = first([item], ID_KEYS, text);
  if (id === null) return null;
  return {
    id,
    name: first([item], ["name", "workflowName", "title", "displayName", "label"], text) ?? id,
    webhookId: isNo(item["webhookEnabled"] ?? item["webhook_enabled"]) ? null : webhookIdOf(item),
    isActive: isActive(item),
    lastExecutedAt: first([item], ["lastExecutedAt"], isoTime),
    updatedAt: first([item], ["updatedAt", "createdAt"], isoTime)
  };
}
function webhookIdOf(item) {
  const { webhook } = item;
  if (isObject(webhook) && [webhook["enabled"], webhook["isActive"]].some(isNo)) return null;
  const own2 = first([item], ["webhookId", "webhook_id"], text) ?? (isObject(webhook) ? first([webhook], ["id", "webhookId"], text) : text(webhook));
  return own2 !== null && isSafeId(own2) ? own2 : /\/workflows?\/([\w-]+)\/trigger\/?$/.exec(first([item, ...isObject(webhook) ? [webhook] : []], ["webhookUrl", "webhook_url", "url"], text) ?? "")?.[1] ?? null;
}
function isActive(item) {
  const isOff = [item["isActive"], item["is_active"], item["active"], item["enabled"]].some(isNo);
  const isAway = [item["archived"], item["isArchived"], item["deleted"], item["isDeleted"]].includes(true) || isoTime(item["deletedAt"] ?? item["archivedAt"]) !== null;
  return !isOff && !isAway && !/^(inactive|archived|disabled|deleted|paused)$/i.test(text(item["status"]) ?? "");
}
function isNo(value) {
  return value === false || /^(false|no)$/i.test(String(value));
}
var ID_KEYS, LIST_KEYS, OTHER_LISTS;
var init_workflow = __esm({
  "core/api/readers/workflow.ts"() {
    "use strict";
    init_json();
    init_safe_id();
    init_envelope();
    init_next_page();
    init_reply();
    ID_KEYS = ["id", "workflowId", "workflow_id", "_id", "uuid"];
    LIST_KEYS = ["workflows", "items", "results", "records", "entries", "content", "edges"];
    OTHER_LISTS = ["owned", "ownedWorkflows", "shared", "sharedWorkflows", "sharedWithMe", "team", "teamWorkflows"];
  }
});

// core/model/workflow.ts
function toldApart(inputs) {
  const seen = ({ label }) => foldName(shorten(label.trim(), SEEN_CHARACTERS));
  const taken = new Set(inputs.map(seen));
  return inputs.map((input, index) => {
    const alike = inputs.filter((other) => other.nodeId !== input.nodeId && seen(other) === seen(input));
    if (alike.length === 0) return input;
    const before = new Set(inputs.slice(0, index).filter((other) => alike.includes(other)).map(({ nodeId }) => nodeId)).size;
    const numbers = Array.from({ length: inputs.length + 1 }, (_, offset) => before + 1 + offset * (alike.length + 1));
    const labels = numbers.map((number4) => `${shorten(input.label.trim(), SEEN_CHARACTERS)} (${number4})`);
    return { ...input, label: labels.find((label) => !taken.has(foldName(label))) ?? input.nodeId };
  });
}
function workflowUrl(workflowId) {
  return `https://www.wireflow.ai/flow/${encodeURIComponent(workflowId)}`;
}
function byLastUse(a, b) {
  return compareTimes(b.lastExecutedAt, a.lastExecutedAt) || compareTimes(b.updatedAt, a.updatedAt);
}
function compareTimes(a, b) {
  return (a ?? "").localeCompare(b ?? "");
}
var WORKFLOW_INPUT_TYPES, SEEN_CHARACTERS;
var init_workflow2 = __esm({
  "core/model/workflow.ts"() {
    "use strict";
    init_shorten();
    init_fold_name();
    WORKFLOW_INPUT_TYPES = ["text", "image", "url", "number", "boolean", "select"];
    SEEN_CHARACTERS = 55;
  }
});

// core/api/readers/workflow_inputs.ts
function readWorkflowInputs(reply) {
  const list = listIn(reply.body, ["inputs"]);
  if (list === null) throw unreadable(reply, "a description of inputs");
  const inputs = objectsIn(list).flatMap((item) => inputFrom(item) ?? []);
  if (list.length > 0 && inputs.length === 0) throw unreadable(reply, "a description of inputs");
  return inputs;
}
function inputFrom(item) {
  const nodeId = first([item], ["nodeId", "id"], text);
  if (nodeId === null) return null;
  const word = text(item["type"])?.toLowerCase().replace(/[\s_-]/g, "") ?? "";
  const choices = choicesIn(item);
  const known = WORKFLOW_INPUT_TYPES.find((type3) => type3 === word) ?? wordIn(INPUT_TYPE_ALIASES, word);
  const type2 = known ?? (choices.length > 0 ? "select" : "text");
  const takesSeveral = type2 === "select" && choices.length > 0 && (SEVERAL_TYPES.test(word) || SEVERAL_KEYS.some((key2) => item[key2] === true));
  return {
    nodeId,
    label: first([item], ["label", "name"], text) ?? nodeId,
    type: type2,
    required: item["required"] === true,
    description: first([item], ["description", "help"], text),
    default: scalar(item["default"]),
    choices,
    ...takesSeveral ? { takesSeveral } : {}
  };
}
function scalar(value) {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
function filled(value) {
  return typeof value === "string" && value.trim() === "" ? null : scalar(value);
}
function choicesIn(item) {
  const list = CHOICE_KEYS.map((key2) => listOf2(item[key2])).find((value) => value !== null) ?? [];
  const labels = LABEL_LISTS.map((key2) => item[key2]).find((value) => Array.isArray(value) && value.length === list.length);
  const choices = list.flatMap((choice, index) => labels && !isObject(choice) ? choiceFrom({ value: choice, label: labels[index] }) : choiceFrom(choice));
  return choices.filter(({ value }, index) => choices.findIndex((other) => other.value === value) === index);
}
function listOf2(value) {
  if (Array.isArray(value)) return value;
  return isObject(value) && Object.values(value).every((label) => text(label) !== null) ? Object.entries(value) : null;
}
function choiceFrom(choice, depth = 0) {
  if (Array.isArray(choice)) return choice.length === 2 ? choiceFrom({ value: choice[0], label: choice[1] }, depth) : [];
  if (!isObject(choice)) {
    const value2 = filled(choice);
    return value2 === null ? [] : [{ value: value2, label: String(value2) }];
  }
  const group = GROUP_KEYS.map((key2) => choice[key2]).find((value2) => Array.isArray(value2));
  if (group) return depth >= MOST_GROUPS ? [] : group.flatMap((inner) => choiceFrom(inner, depth + 1));
  const label = first([choice], ["label", "name", "title"], text);
  const value = first([choice], VALUE_KEYS, filled);
  if (value === null) return [];
  const sends = ["value", "const"].map((key2) => choice[key2]).find((given2) => given2 !== void 0);
  return [{ value, label: label ?? String(value), ...sends === void 0 || sends === value ? {} : { sends } }];
}
var CHOICE_KEYS, LABEL_LISTS, GROUP_KEYS, VALUE_KEYS, MOST_GROUPS, INPUT_TYPE_ALIASES, SEVERAL_TYPES, SEVERAL_KEYS;
var init_workflow_inputs = __esm({
  "core/api/readers/workflow_inputs.ts"() {
    "use strict";
    init_json();
    init_workflow2();
    init_envelope();
    init_reply();
    CHOICE_KEYS = ["options", "choices", "enum", "values", "oneOf", "anyOf"];
    LABEL_LISTS = ["enumNames", "enumLabels", "labels"];
    GROUP_KEYS = ["options", "choices", "items", "children"];
    VALUE_KEYS = ["value", "const", "id", "key", "label", "name", "title"];
    MOST_GROUPS = 3;
    INPUT_TYPE_ALIASES = {
      integer: "number",
      int: "number",
      float: "number",
      slider: "number",
      range: "number",
      seed: "number",
      bool: "boolean",
      checkbox: "boolean",
      toggle: "boolean",
      switch: "boolean",
      dropdown: "select",
      enum: "select",
      radio: "select",
      choice: "select",
      multiselect: "select",
      checkboxes: "select",
      link: "url",
      uri: "url"
    };
    SEVERAL_TYPES = /^(multiselect|checkboxes)$/;
    SEVERAL_KEYS = ["multiple", "multi", "isMulti", "multiSelect", "allowMultiple"];
  }
});

// core/api/readers/index.ts
var init_readers = __esm({
  "core/api/readers/index.ts"() {
    "use strict";
    init_credits();
    init_execution2();
    init_executions();
    init_known_entries();
    init_refusal();
    init_reply();
    init_started();
    init_workflow();
    init_workflow_inputs();
  }
});

// core/api/transport.ts
var MAX_REPLY_BYTES;
var init_transport = __esm({
  "core/api/transport.ts"() {
    "use strict";
    MAX_REPLY_BYTES = 10 * 1024 * 1024;
  }
});

// core/api/exchange.ts
function redacted(response, redactor) {
  const header = (name) => {
    const value = response.header(name);
    return value === null ? null : redactor.words(value);
  };
  return { status: response.status, text: response.text, header };
}
function noKey() {
  return new WireflowError({
    kind: "no_key",
    problem: "This step needs a Wireflow API key, and the connection has none.",
    nextStep: "Create a key under Settings > API Keys in Wireflow (https://www.wireflow.ai/docs/api/authentication), then reconnect Wireflow with it."
  });
}
function fromNetworkError(error, starts) {
  const problem = error.isTooLarge ? TOO_LARGE2 : error.timedOut ? "Wireflow did not answer in time." : "The connection to Wireflow failed.";
  if (starts && error.mayHaveArrived) return new WireflowError({ ...startUnknown(problem), cause: error });
  if (error.isTooLarge) {
    return new WireflowError({ kind: "unreadable", problem, nextStep: "Try again later; if it stays, tell the maintainers of this integration.", cause: error });
  }
  return new WireflowError({
    kind: error.timedOut ? "timed_out" : "unreachable",
    problem,
    nextStep: `${starts ? "Nothing was started" : "Nothing is lost"}: the step is tried again by itself, or can be run again in a few minutes.`,
    canRetry: true,
    cause: error
  });
}
var START_TIMEOUT_MS, READ_TIMEOUT_MS, SHORTEST_TIMEOUT_MS, SHORTEST_START_MS, Exchange, TOO_LARGE2;
var init_exchange = __esm({
  "core/api/exchange.ts"() {
    "use strict";
    init_json();
    init_errors();
    init_endpoints();
    init_error_from_response();
    init_error_sentences();
    init_network_error();
    init_rate_limits();
    init_readers();
    init_redact();
    init_transport();
    START_TIMEOUT_MS = 2e4;
    READ_TIMEOUT_MS = 1e4;
    SHORTEST_TIMEOUT_MS = 1e3;
    SHORTEST_START_MS = 5e3;
    Exchange = class {
      #transport;
      #baseUrl;
      #apiKey;
      #now;
      #deadlineMs;
      #signal;
      #limits = {};
      constructor({ transport, baseUrl, apiKey, now = Date.now, deadlineMs = Infinity, signal }) {
        this.#transport = transport;
        this.#baseUrl = baseUrl;
        this.#apiKey = apiKey;
        this.#now = now;
        this.#deadlineMs = deadlineMs;
        this.#signal = signal;
      }
      /** The API's base URL, without a trailing slash. */
      get baseUrl() {
        return this.#baseUrl;
      }
      get hasKey() {
        return this.#apiKey !== null;
      }
      /** What `accountOf` marks: the key itself is handed to nobody else. */
      markedBy(mark) {
        return mark(`${this.#baseUrl}
${this.#apiKey ?? ""}`);
      }
      /** @throws WireflowError `no_key` when the connection knows only webhooks */
      requireKey() {
        if (this.#apiKey === null) throw noKey();
      }
      /** What the last reply said about the request limit. */
      get limits() {
        return this.#limits;
      }
      now() {
        return this.#now();
      }
      /** Sends, checks and reads; whatever goes wrong leaves as a `WireflowError` without secrets in it. */
      async call(endpoint, call, readReply) {
        const redactor = this.#redactor(endpoint, call);
        const { starts } = ENDPOINTS[endpoint];
        let named2 = null;
        try {
          const raw = await this.#send(endpoint, call);
          const response = redacted(raw, redactor);
          if (starts) named2 = executionNamedIn(response);
          this.#limits = { ...readRateLimits((name) => raw.header(name), null, this.#now()), ...starts ? { isOfStart: true } : {} };
          if (response.status < 200 || response.status > 299) {
            throw errorFromResponse(endpoint, { ...response, text: redactor.words(response.text) }, this.#now());
          }
          if (call.upload?.url !== void 0) return readReply(NO_REPLY);
          const reply = parseReply(response, redactor, { slim: call.slim, starts });
          const refusal = refusalIn(reply.body, starts);
          if (refusal !== null) throw refusedUnderSuccess(reply, refusal);
          return readReply(reply);
        } catch (error) {
          if (!(error instanceof WireflowError)) throw error;
          if (starts && error.cause instanceof NetworkError && error.cause.begun !== null) named2 = executionNamedIn(redacted(error.cause.begun, redactor));
          const told = starts && error.kind === "unreadable" ? error.with(startUnknown(error.problem)) : error;
          throw redactor.error(told.kind === "start_unknown" && named2 !== null ? told.with({ nextStep: lookAtFirst(named2) }) : told);
        }
      }
      async #send(endpoint, { id, query, body, upload, idempotencyKey }) {
        const { auth, method, starts } = ENDPOINTS[endpoint];
        if (auth === "key") this.requireKey();
        const timeLeftMs = this.#deadlineMs - this.#now();
        if (timeLeftMs < (starts ? SHORTEST_START_MS : SHORTEST_TIMEOUT_MS)) throw fromNetworkError(new NetworkError(true, false), starts);
        const headers = { accept: "application/json", ...upload?.headers };
        if (method === "GET") headers["cache-control"] = "no-cache";
        if (auth === "key") headers["authorization"] = `Bearer ${this.#apiKey}`;
        if (body !== void 0) headers["content-type"] = "application/json";
        if (idempotencyKey !== void 0) headers["idempotency-key"] = idempotencyKey;
        try {
          return await this.#transport({
            endpoint,
            method,
            url: upload?.url ?? urlOf(this.#baseUrl, endpoint, id, query),
            headers,
            timeoutMs: Math.min(starts ? START_TIMEOUT_MS : READ_TIMEOUT_MS, timeLeftMs),
            ...this.#signal === void 0 ? {} : { signal: this.#signal },
            ...upload ? { body: upload.data } : body === void 0 ? {} : { body: sendableJson(body) }
          });
        } catch (error) {
          if (error instanceof NetworkError) throw fromNetworkError(error, starts);
          throw error;
        }
      }
      #redactor(endpoint, { id }) {
        const target = ENDPOINTS[endpoint].thing === "webhook" ? id ?? null : null;
        return new Redactor([this.#apiKey, target].filter((secret) => secret !== null), target);
      }
    };
    TOO_LARGE2 = `Wireflow answered with more than the ${MAX_REPLY_BYTES / 1024 / 1024} MB that this step reads.`;
  }
});

// core/api/walk_pages.ts
async function walkPages({ ask, mayAsk, isEnough, from = START, countsFromOne = false }) {
  const found = /* @__PURE__ */ new Map();
  const sent = /* @__PURE__ */ new Set();
  let [last, damaged, barren, learned] = [from, 0, 0, countsFromOne];
  const walked = (ended3, rest = null) => ({ items: [...found.values()], ended: ended3, rest, last, damaged, countsFromOne: learned });
  let place = from;
  let isPromised2 = false;
  for (let requests = 0; place !== null; requests += 1) {
    if (!mayAsk(requests)) return walked("cut", place);
    const page = await ask(place);
    if (page === "later") return walked("cut", place);
    if (page === null) return requests === 0 ? null : walked(isPromised2 ? "cut" : "end");
    const fresh = page.items.filter(({ id }) => !found.has(id));
    if (isFirstAgain(place, page, fresh.length)) {
      place = { ...place, query: { ...place.query, page: "2" } };
      learned = true;
      continue;
    }
    for (const item of fresh) found.set(item.id, item);
    damaged += page.damaged;
    if (page.length > 0) last = place;
    if (isEnough(page)) return walked("enough");
    barren = fresh.length > 0 ? 0 : barren + 1;
    const isSentAgain = sent.has(key(place));
    sent.add(key(place));
    if (barren > 0 && requests > 0) {
      const verdict = verdictOnBarren(page, isSentAgain || barren > MAX_BARREN);
      const lastItem = [...found.keys()].at(-1);
      if (verdict === "cut" && place.by !== "last_item" && lastItem !== void 0) {
        place = placeAfterItem(last, lastItem);
        continue;
      }
      if (verdict !== "goes_on") return walked(verdict);
    }
    isPromised2 = saysMore(page);
    const lastHere = page.items.at(-1)?.id;
    if (place.by === "last_item" && page.next?.by === "position" && lastHere !== void 0) place = isPromised2 ? placeAfterItem(place, lastHere) : null;
    else place = page.next === null ? null : placeAfter(place, page.length, page.next, learned);
  }
  return walked("end");
}
function isFirstAgain({ by, query }, page, fresh) {
  return by === "position" && query["page"] === "1" && page.length > 0 && fresh === 0;
}
function verdictOnBarren(page, isHopeless) {
  if (!saysMore(page)) return "end";
  if (page.next?.by === "position" && page.length > 0) return "cut";
  return isHopeless ? "end" : "goes_on";
}
function saysMore({ next }) {
  return next !== null && (next.by !== "position" || next.isCertain);
}
function placeAfter(place, length, next, countsFromOne) {
  const after = { page: place.page + 1, offset: place.offset + length };
  if (next.by !== "position") return { ...after, query: next.query, by: next.by };
  const sentNumber = place.by === "position" ? place.query["page"] : void 0;
  const number4 = next.page ?? (sentNumber === void 0 ? place.page + Number(countsFromOne) : Number(sentNumber) + 1);
  return { ...after, query: Object.fromEntries(next.names.map((name) => [name, String(name === "page" ? number4 : after.offset)])), by: "position" };
}
function placeAfterItem({ page, offset }, id) {
  return { page: page + 1, offset, by: "last_item", query: { starting_after: id, after: id, cursor: id } };
}
function key({ query }) {
  return JSON.stringify(Object.entries(query).sort());
}
var START, MAX_BARREN;
var init_walk_pages = __esm({
  "core/api/walk_pages.ts"() {
    "use strict";
    START = { query: {}, by: "start", page: 1, offset: 0 };
    MAX_BARREN = 4;
  }
});

// core/api/client.ts
function isUnknownPath(error) {
  return error instanceof WireflowError && (error.kind === "not_found" || [404, 405, 410].includes(error.status ?? 0));
}
function laterPage(error) {
  if (!(error instanceof WireflowError)) throw error;
  if (isUnknownPath(error) || error.kind === "rejected" || error.kind === "unreadable") return null;
  if (error.canRetry) return "later";
  throw error;
}
var MAX_WORKFLOW_PAGES, SURELY_WHOLE, RESERVED_REQUESTS, WireflowClient;
var init_client = __esm({
  "core/api/client.ts"() {
    "use strict";
    init_json();
    init_errors();
    init_own_inputs();
    init_exchange();
    init_readers();
    init_walk_pages();
    MAX_WORKFLOW_PAGES = 25;
    SURELY_WHOLE = 10;
    RESERVED_REQUESTS = 1;
    WireflowClient = class extends Exchange {
      #own = { links: /* @__PURE__ */ new Set(), nodeIds: /* @__PURE__ */ new Set() };
      #pollPaths = ["poll", "getExecution"];
      /**
       * Remembers what goes into a run, so that no look takes it for what came out: a reply may show both alike
       * (docs/service.md, "Where the images are"). What is sent through this client is remembered anyway.
       *
       * @param values whatever holds the links that are sent
       * @param nodeIds of the nodes that take inputs
       */
      knowInputs(values, nodeIds = []) {
        for (const link3 of linkKeysIn(values)) this.#own.links.add(link3);
        for (const nodeId of nodeIds) this.#own.nodeIds.add(nodeId);
      }
      /** Starts a run through its webhook, without a key. `webhook` is a webhook id or a workflow id. */
      async trigger(webhook, body) {
        this.knowInputs(body);
        return this.call("trigger", { id: webhook, body }, readStarted);
      }
      /** Asks what a webhook belongs to; free, and starts nothing. */
      async triggerInfo(webhook) {
        return this.call("triggerInfo", { id: webhook }, readWebhookInfo);
      }
      /** Starts a run from nodes and edges. The same `idempotencyKey` within 24 hours starts nothing new. */
      async execute(workflowId, body, idempotencyKey) {
        const settings = objectsIn(body["nodes"]).map(({ data }) => isObject(data) ? [data["config"], data["params"]] : null);
        this.knowInputs([settings, body["inputs"], body["triggerData"]]);
        return this.call("execute", { id: workflowId, body, idempotencyKey }, readStarted);
      }
      /** Starts a run of the saved workflow with `inputs` by node id. */
      async run(workflowId, inputs, idempotencyKey) {
        this.knowInputs(inputs, Object.keys(inputs));
        return this.call("run", { id: workflowId, body: { inputs }, idempotencyKey }, readStarted);
      }
      async describeInputs(workflowId) {
        return this.call("describeInputs", { id: workflowId }, readWorkflowInputs);
      }
      /** Reads an execution. One source leaves the `/poll` out, so that path is tried where the first is unknown. */
      async poll(executionId) {
        const look = (endpoint) => this.call(endpoint, { id: executionId }, (reply) => readExecution(reply, executionId, this.#own));
        const [usual, other] = this.#pollPaths;
        try {
          return await look(usual);
        } catch (error) {
          if (!isUnknownPath(error)) throw error;
          const execution = await look(other);
          this.#pollPaths = [other, usual];
          return execution;
        }
      }
      /**
       * The service's other reply about an execution, which may tell its workflow, times and credits where a poll does not.
       *
       * @returns null where the service polls under that path already, and so has said all
       */
      async describeExecution(executionId) {
        if (this.#pollPaths[0] !== "poll") return null;
        return this.call("getExecution", { id: executionId }, (reply) => readExecution(reply, executionId, this.#own));
      }
      /**
       * One page of executions, of one workflow or of the account.
       *
       * @param known ids of executions of which no more than the state and the times are asked for
       * @returns null when this is not a path that lists executions
       * @throws WireflowError `rejected` when the service refuses the query
       */
      async listExecutions(workflowId, query, position, known) {
        const slim2 = known === void 0 || known.size === 0 ? {} : { slim: (body) => withoutKnown(body, known) };
        const readPage = (reply) => readExecutionPage(reply, position);
        const page = workflowId === null ? this.call("listExecutions", { query, ...slim2 }, readPage) : this.call("listWorkflowExecutions", { id: workflowId, query, ...slim2 }, readPage);
        return page.catch((error) => {
          if (isUnknownPath(error)) return null;
          throw error;
        });
      }
      /**
       * The account's workflows, each once, from as many pages as there are and as the request limit allows: what has come
       * will do where the service stops answering after the first.
       */
      async listWorkflows() {
        const ask = (place) => {
          const page = this.call("listWorkflows", { query: place.query }, (reply) => readWorkflows(reply, place));
          return place.by === "start" ? page : page.catch((error) => laterPage(error));
        };
        const mayAsk = (requests) => requests === 0 || requests < MAX_WORKFLOW_PAGES && (this.limits.remaining ?? Infinity) > RESERVED_REQUESTS;
        const isEnough = ({ next, length }) => next?.by === "position" && !next.isCertain && length < SURELY_WHOLE;
        return (await walkPages({ ask, mayAsk, isEnough }))?.items ?? [];
      }
      async getWorkflow(workflowId) {
        return this.call("getWorkflow", { id: workflowId }, readWorkflowGraph);
      }
      async estimate(workflowId) {
        return this.call("estimate", { id: workflowId, body: {} }, readEstimate);
      }
      /** The credits left in the account. */
      async balance() {
        return this.call("usage", {}, readBalance);
      }
    };
  }
});

// core/runs/run_key.ts
import { createHash } from "node:crypto";
function runKey(target, runId2) {
  return markOf(`${target}
${runId2.trim().normalize("NFC")}`);
}
function targetOf(action, workflowId) {
  return `${action}
${workflowId}`;
}
function markOf(text2) {
  return createHash("sha256").update(text2).digest("hex");
}
var init_run_key = __esm({
  "core/runs/run_key.ts"() {
    "use strict";
  }
});

// core/runs/workflow_of_address.ts
async function workflowOfAddress(client, memory, address2) {
  const name = `workflow_of:${markOf(address2)}`;
  const kept = readKept(await memory.get(name));
  if (kept !== null) return { ...kept, isCertain: true };
  const found = await askFor(client, address2);
  if (found === null) return { id: addressAsTarget(address2), isCertain: false };
  await memory.set(name, found, KEPT_S);
  return { ...found, isCertain: true };
}
function addressAsTarget(address2) {
  return `address:${address2}`;
}
function readKept(kept) {
  const id = text(isObject(kept) ? kept["id"] : kept);
  return id === null ? null : { id, name: isObject(kept) ? text(kept["name"]) : null };
}
async function askFor(client, address2) {
  if (client.hasKey) {
    const workflows = await orNull(() => client.listWorkflows(), NO_LIST);
    const listed = workflows?.find(({ id, webhookId }) => id === address2 || webhookId === address2);
    if (listed) return { id: listed.id, name: listed.name };
    if (workflows === NO_LIST) return null;
  }
  return orNull(async () => {
    const { workflowId, name } = await client.triggerInfo(address2);
    return workflowId === null ? null : { id: workflowId, name };
  }, null);
}
async function orNull(ask, unknown2) {
  return ask().catch((error) => {
    if (isUnknownPath(error)) return unknown2;
    if (!(error instanceof WireflowError) || error.canRetry) throw error;
    return null;
  });
}
var KEPT_S, NO_LIST;
var init_workflow_of_address = __esm({
  "core/runs/workflow_of_address.ts"() {
    "use strict";
    init_client();
    init_json();
    init_errors();
    init_run_key();
    KEPT_S = 30 * 24 * 60 * 60;
    NO_LIST = [];
  }
});

// platforms/cli/definition/command.ts
function valueOf2(values, name) {
  const value = values[name];
  return typeof value === "string" ? value : void 0;
}
function valuesOf(values, name) {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}
var init_command = __esm({
  "platforms/cli/definition/command.ts"() {
    "use strict";
  }
});

// core/api/base_url.ts
function isLoopback(url) {
  return LOOPBACK_HOSTS2.has(url.hostname);
}
function baseUrlFrom(environment) {
  const given2 = environment["WIREFLOW_BASE_URL"]?.trim();
  if (!given2) return PUBLIC_BASE_URL;
  const url = URL.canParse(given2) ? new URL(given2) : null;
  const isSafe = url?.protocol === "https:" || url?.protocol === "http:" && isLoopback(url);
  const isBare = url?.search === "" && url.hash === "" && url.username === "" && url.password === "";
  if (url === null || !isSafe || !isBare) {
    throw new WireflowError({
      kind: "bad_input",
      problem: "WIREFLOW_BASE_URL is not a plain https address.",
      nextStep: "Set it to an https URL (http only on this machine), or leave it out to use Wireflow itself."
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
var PUBLIC_BASE_URL, LOOPBACK_HOSTS2;
var init_base_url = __esm({
  "core/api/base_url.ts"() {
    "use strict";
    init_errors();
    PUBLIC_BASE_URL = "https://www.wireflow.ai/api/v1";
    LOOPBACK_HOSTS2 = /* @__PURE__ */ new Set(["localhost", "127.0.0.1", "[::1]"]);
  }
});

// core/api/bounded_stream.ts
import { addAbortSignal, pipeline, Transform } from "node:stream";
function boundedStream(body, { length, maxBytes, signal }) {
  let bytes = 0;
  const counter = new Transform({
    transform: (chunk, _encoding, done) => {
      bytes += chunk.byteLength;
      done(bytes > maxBytes ? new TooManyBytes() : null, chunk);
    },
    flush: (done) => done(length !== void 0 && bytes < length ? new Error("The stream ended early") : null)
  });
  return addAbortSignal(signal, pipeline(body, counter, () => void 0));
}
var TooManyBytes;
var init_bounded_stream = __esm({
  "core/api/bounded_stream.ts"() {
    "use strict";
    TooManyBytes = class extends Error {
      /** As node-fetch calls it: `NetworkError` tells it by this. */
      type = "max-size";
    };
  }
});

// core/api/safe_link.ts
import { BlockList, isIP } from "node:net";
function isSafeLink(link3, baseUrl) {
  const url = URL.canParse(link3) ? new URL(link3) : null;
  if (url === null) return false;
  if (isLoopback(url) && isLoopback(new URL(baseUrl))) return true;
  return url.protocol === "https:" && !isPrivate(url.hostname);
}
function isPrivateAddress(address2) {
  const family = isIP(address2);
  if (family === 0) return true;
  const version2 = family === 6 ? "ipv6" : "ipv4";
  return PRIVATE[version2].check(address2, version2);
}
function isPrivate(hostname) {
  const address2 = hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  return isIP(address2) === 0 ? LOCAL_NAME.test(address2) : isPrivateAddress(address2);
}
var PRIVATE, IPV4, IPV6, LOCAL_NAME;
var init_safe_link = __esm({
  "core/api/safe_link.ts"() {
    "use strict";
    init_base_url();
    PRIVATE = { ipv4: new BlockList(), ipv6: new BlockList() };
    IPV4 = [
      ["0.0.0.0", 8],
      ["10.0.0.0", 8],
      ["100.64.0.0", 10],
      ["127.0.0.0", 8],
      ["169.254.0.0", 16],
      ["172.16.0.0", 12],
      ["192.0.0.0", 24],
      ["192.0.2.0", 24],
      ["192.31.196.0", 24],
      ["192.52.193.0", 24],
      ["192.88.99.0", 24],
      ["192.168.0.0", 16],
      ["192.175.48.0", 24],
      ["198.18.0.0", 15],
      ["198.51.100.0", 24],
      ["203.0.113.0", 24],
      ["224.0.0.0", 3]
    ];
    IPV6 = [
      ["::", 3],
      ["4000::", 2],
      ["8000::", 1],
      ["2001::", 23],
      ["2001:db8::", 32],
      ["2002::", 16],
      ["2620:4f:8000::", 48],
      ["3fff::", 20]
    ];
    for (const [network, prefix] of IPV4) PRIVATE.ipv4.addSubnet(network, prefix, "ipv4");
    for (const [network, prefix] of IPV6) PRIVATE.ipv6.addSubnet(network, prefix, "ipv6");
    LOCAL_NAME = /(^|\.)(localhost|internal|local|lan|home\.arpa|intranet|corp)$|^[^.]*$/;
  }
});

// core/api/checked_lookup.ts
import { lookup } from "node:dns";
var PrivateAddress, checkedLookup;
var init_checked_lookup = __esm({
  "core/api/checked_lookup.ts"() {
    "use strict";
    init_safe_link();
    PrivateAddress = class extends Error {
      code = "ERR_PRIVATE_ADDRESS";
    };
    checkedLookup = (hostname, options, callback) => {
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, "");
        const [first2] = addresses;
        if (first2 === void 0 || addresses.some(({ address: address2 }) => isPrivateAddress(address2))) {
          return callback(new PrivateAddress("The name leads to a private network"), "");
        }
        return options.all ? callback(null, addresses) : callback(null, first2.address, first2.family);
      });
    };
  }
});

// core/api/raw_header.ts
function escapedLocation(header) {
  return header.replace(/[\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}
function redirectTarget(header, from) {
  const location = header === null ? null : escapedLocation(header);
  return location === null || !URL.canParse(location, from) ? null : new URL(location, from).href;
}
var init_raw_header = __esm({
  "core/api/raw_header.ts"() {
    "use strict";
  }
});

// core/api/content_codings.ts
function contentCodings(header) {
  const names = (header ?? "").toLowerCase().split(",").map((name) => name.trim());
  return names.filter((name) => name !== "" && name !== "identity");
}
var init_content_codings = __esm({
  "core/api/content_codings.ts"() {
    "use strict";
  }
});

// core/api/peek.ts
import { Readable } from "node:stream";
async function peek(stream, bytes) {
  const chunks = stream[Symbol.asyncIterator]();
  const read2 = [];
  for (let length = 0; length < bytes; ) {
    const { value, done } = await chunks.next();
    if (done) break;
    read2.push(value);
    length += value.byteLength;
  }
  const head = Buffer.concat(read2);
  async function* all() {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head: head.subarray(0, bytes), whole: Readable.from(all(), { objectMode: false }) };
}
var init_peek = __esm({
  "core/api/peek.ts"() {
    "use strict";
  }
});

// core/api/unpacked_stream.ts
import { pipeline as pipeline2, Readable as Readable2 } from "node:stream";
import * as zlib from "node:zlib";
function unpackerOf(coding) {
  return Object.hasOwn(UNPACKERS, coding) ? UNPACKERS[coding] : void 0;
}
async function unpackedStream(body, header, bounds) {
  const codings = contentCodings(header);
  if (codings.length > MOST_CODINGS) throw new NotUnpacked("Too many codings");
  let stream = boundedStream(body, bounds);
  for (const coding of codings.reverse()) {
    const unpacker = unpackerOf(coding);
    if (unpacker === void 0) continue;
    const { head, whole } = await peek(stream, TELLING_BYTES);
    stream = head.byteLength === 0 ? whole : boundedStream(unpack(whole, unpacker(head)), { ...bounds, length: void 0 });
  }
  return stream;
}
function unpack(packed, unpacker) {
  let broken = null;
  packed.once("error", (error) => broken = error);
  async function* bytes() {
    try {
      yield* pipeline2(packed, unpacker, () => void 0);
    } catch (error) {
      throw broken ?? new NotUnpacked("Not packed as it is said", { cause: error });
    }
  }
  return Readable2.from(bytes(), { objectMode: false });
}
function isZlib(head) {
  return (head[0] ?? 0) % 16 === 8 && head.byteLength > 1 && head.readUInt16BE(0) % 31 === 0;
}
var NotUnpacked, MOST_CODINGS, UNPACKERS, TELLING_BYTES;
var init_unpacked_stream = __esm({
  "core/api/unpacked_stream.ts"() {
    "use strict";
    init_bounded_stream();
    init_content_codings();
    init_peek();
    NotUnpacked = class extends Error {
    };
    MOST_CODINGS = 3;
    UNPACKERS = {
      gzip: () => zlib.createGunzip(),
      "x-gzip": () => zlib.createGunzip(),
      deflate: (head) => isZlib(head) ? zlib.createInflate() : zlib.createInflateRaw(),
      br: () => zlib.createBrotliDecompress(),
      // Only later releases of Node know it, and they tell nothing of one that breaks off; what is announced of its length does.
      ..."createZstdDecompress" in zlib ? { zstd: () => zlib.createZstdDecompress() } : {}
    };
    TELLING_BYTES = 2;
  }
});

// core/model/picture_end.ts
function isCutOff(bytes) {
  return new PictureEnd().push(bytes).isCutOff;
}
function begins(data, mark) {
  return data.subarray(0, mark.length).equals(mark);
}
var PNG, PNG_END, JPEG, JPEG_END, HEAD_BYTES, RIFF_HEAD_BYTES, UNWRITTEN_BYTE, PictureEnd;
var init_picture_end = __esm({
  "core/model/picture_end.ts"() {
    "use strict";
    PNG = Buffer.from("89504e470d0a1a0a", "hex");
    PNG_END = Buffer.from("IEND");
    JPEG = Buffer.from("ffd8ff", "hex");
    JPEG_END = Buffer.from("ffd9", "hex");
    HEAD_BYTES = 12;
    RIFF_HEAD_BYTES = 8;
    UNWRITTEN_BYTE = 1;
    PictureEnd = class {
      head = Buffer.alloc(0);
      bytes = 0;
      /** What may be the first half of an end, if the next piece goes on with the other. */
      rest = Buffer.alloc(0);
      hasEnd = false;
      /** Takes in the next piece. */
      push(piece) {
        const data = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
        this.bytes += data.length;
        if (this.head.length < HEAD_BYTES) this.head = Buffer.concat([this.head, data.subarray(0, HEAD_BYTES - this.head.length)]);
        const end2 = this.end;
        if (end2 === null || this.hasEnd) return this;
        this.hasEnd = data.includes(end2) || Buffer.concat([this.rest, data.subarray(0, end2.length)]).includes(end2);
        this.rest = Buffer.concat([this.rest, data.subarray(-end2.length)]).subarray(-end2.length);
        return this;
      }
      /** Asked once all of it has come. */
      get isCutOff() {
        if (this.end !== null) return !this.hasEnd;
        const isWebp = this.head.toString("latin1", 0, 4) === "RIFF" && this.head.toString("latin1", 8, 12) === "WEBP";
        return isWebp && this.head.readUInt32LE(4) + RIFF_HEAD_BYTES > this.bytes + UNWRITTEN_BYTE;
      }
      get end() {
        if (begins(this.head, PNG)) return PNG_END;
        return begins(this.head, JPEG) ? JPEG_END : null;
      }
    };
  }
});

// core/outputs/download_addresses.ts
function downloadUrls(link3, baseUrl) {
  const base = new URL(baseUrl);
  if (!isSafeLink(link3, baseUrl)) throw unsafeLink(link3);
  const proxy = new URL("/api/download", base);
  proxy.searchParams.set("url", link3);
  return { direct: new URL(link3).href, proxy: proxy.href };
}
function unsafeLink(link3) {
  return new WireflowError({
    kind: "unreadable",
    problem: `Wireflow names an image at ${hostOf(link3)}, which can not be fetched safely.`,
    nextStep: "Use the image\u2019s URL instead of its file, and tell Wireflow support."
  });
}
function hostOf(link3) {
  return URL.canParse(link3) && new URL(link3).host || "no address";
}
var BROWSER_USER_AGENT, MAX_FILE_BYTES;
var init_download_addresses = __esm({
  "core/outputs/download_addresses.ts"() {
    "use strict";
    init_safe_link();
    init_errors();
    BROWSER_USER_AGENT = "Mozilla/5.0 (compatible; WireflowIntegration/1.0; +https://www.wireflow.ai)";
    MAX_FILE_BYTES = 100 * 1024 * 1024;
  }
});

// platforms/cli/files/download.ts
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { buffer } from "node:stream/consumers";
async function downloadImage(link3, baseUrl, signal) {
  const { direct, proxy } = downloadUrls(link3, baseUrl);
  const first2 = await follow(direct, baseUrl, signal);
  const answer = first2.status === 403 ? await follow(proxy, baseUrl, signal) : first2;
  if (answer.status !== 200) throw notFetched(`its host answers HTTP ${answer.status}`);
  if (isCutOff(answer.bytes)) throw notFetched("only a part of it came");
  return answer.bytes;
}
async function follow(address2, baseUrl, signal) {
  let url = address2;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await get(new URL(url), signal);
    const next = answer.status < 300 || answer.status > 399 ? null : redirectTarget(answer.location, url);
    if (next === null) return answer;
    url = downloadUrls(next, baseUrl).direct;
  }
  throw notFetched("its host sends it round in circles");
}
function get(url, signal) {
  return new Promise((resolve, reject) => {
    const time2 = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)]);
    const send2 = url.protocol === "http:" ? requestHttp : requestHttps;
    const call = send2(url, { headers: { "user-agent": BROWSER_USER_AGENT, accept: "image/*" }, signal: time2, ...isLoopback(url) ? {} : { lookup: checkedLookup } });
    const fail = (error) => reject(time2.aborted ? notFetched("it did not come in time") : whyNot(error));
    call.on("error", fail);
    call.on("response", (response) => {
      bytesOf(response, time2).then((bytes) => resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null, bytes }), (error) => {
        response.destroy();
        fail(error);
      });
    });
    call.end();
  });
}
async function bytesOf(response, signal) {
  if (Number(response.headers["content-length"]) > MAX_FILE_BYTES) throw new TooManyBytes();
  return buffer(await unpackedStream(response, response.headers["content-encoding"] ?? null, { length: void 0, maxBytes: MAX_FILE_BYTES, signal }));
}
function whyNot(error) {
  if (error instanceof WireflowError) return error;
  if (error instanceof TooManyBytes) return notFetched("it is too large");
  if (error instanceof NotUnpacked) return notFetched("its host sends it packed, and it can not be unpacked");
  return notFetched("the connection to its host failed");
}
function notFetched(why) {
  return new WireflowError({ kind: "unreadable", problem: why, nextStep: "Its link is in the result." });
}
var DOWNLOAD_TIMEOUT_MS, MAX_REDIRECTS;
var init_download = __esm({
  "platforms/cli/files/download.ts"() {
    "use strict";
    init_base_url();
    init_bounded_stream();
    init_checked_lookup();
    init_raw_header();
    init_unpacked_stream();
    init_picture_end();
    init_errors();
    init_download_addresses();
    DOWNLOAD_TIMEOUT_MS = 6e4;
    MAX_REDIRECTS = 3;
  }
});

// core/model/image_type.ts
function type(name, ...endings) {
  const [usual = name, ...others] = endings;
  return { contentType: `image/${name}`, endings: [usual, ...others] };
}
function namedImageType(contentType) {
  const named2 = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const sub = /^image\/(?:x-)?([a-z0-9][a-z0-9.+-]*)$/.exec(named2)?.[1]?.replace(/^jpg$|^pjpeg$/, "jpeg");
  if (sub === void 0) return null;
  return KNOWN.find((known) => known.contentType === `image/${sub}`) ?? { contentType: `image/${sub}`, endings: [sub.split(/[.+]/).at(-1) ?? sub] };
}
function imageTypeOfEnding(name) {
  const ending = /\.([a-z0-9]{2,5})$/i.exec(name ?? "")?.[1]?.toLowerCase() ?? "";
  return KNOWN.find(({ endings }) => endings.includes(ending)) ?? null;
}
function imageTypeOf(head, named2) {
  const bytes = Buffer.from(head);
  const hex = bytes.toString("hex", 0, 32);
  const known = BEGINNINGS.find(([beginning]) => beginning.test(hex))?.[1];
  if (known) return known;
  if (isText(bytes)) return SVG_BEGINS.test(bytes.toString("utf8")) ? SVG : null;
  if (OTHER_FILES.test(hex)) return null;
  return namedImageType(named2.contentType) ?? imageTypeOfEnding(named2.filename);
}
function isText(bytes) {
  const words2 = bytes.toString("utf8").replace(/\uFFFD+$/, "");
  const looksLikeMarkup = /^\uFEFF?\s*[<{["]/.test(words2) || /^(fffe|feff)/.test(bytes.toString("hex", 0, 2));
  return looksLikeMarkup || !/[\uFFFD\0-\x08\x0e-\x1f]/.test(words2);
}
var TELLING_BYTES2, BEGINNINGS, SVG, SVG_BEGINS, OTHER_FILES, KNOWN;
var init_image_type = __esm({
  "core/model/image_type.ts"() {
    "use strict";
    TELLING_BYTES2 = 4096;
    BEGINNINGS = [
      [/^89504e470d0a1a0a/, type("png")],
      [/^ffd8ff/, type("jpeg", "jpg", "jpeg", "jpe", "jfif")],
      [/^474946383[79]61/, type("gif")],
      [/^52494646.{8}57454250/, type("webp")],
      [/^.{8}66747970(.{8})*?617669(66|73)/, type("avif")],
      [/^.{8}66747970(6865(69|76)(63|78|6d|73)|6d696631|6d736631)/, type("heic", "heic", "heif")],
      [/^(49492a00|4d4d002a)/, type("tiff", "tif", "tiff")],
      [/^424d.{8}00000000/, type("bmp")],
      [/^(ff0a|0000000c4a584c20)/, type("jxl")],
      [/^0000000c6a502020/, type("jp2")],
      [/^00000100(?!0000)..00/, type("x-icon", "ico")]
    ];
    SVG = type("svg+xml", "svg");
    SVG_BEGINS = /^\uFEFF?\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype svg[^>[]*(\[[^\]]*\])?\s*>\s*)*<(svg:)?svg[\s>]/is;
    OTHER_FILES = /^(.{8}66747970|25504446|504b0304|52494646|1a45dfa3|494433|4f676753|1f8b|1f9d|28b52ffd)/;
    KNOWN = [...BEGINNINGS.map(([, known]) => known), SVG];
  }
});

// platforms/cli/files/image_bytes.ts
function imageExtension(bytes) {
  return imageTypeOf(bytes.subarray(0, TELLING_BYTES2), { contentType: null, filename: null })?.endings[0] ?? null;
}
function contentTypeOf(extension) {
  return imageTypeOfEnding(`image.${extension}`)?.contentType ?? `image/${extension}`;
}
var init_image_bytes = __esm({
  "platforms/cli/files/image_bytes.ts"() {
    "use strict";
    init_image_type();
  }
});

// platforms/cli/files/put_in_place.ts
import { link, open, readFile, rename, rm } from "node:fs/promises";
async function putInPlace(fresh, file, bytes) {
  try {
    await link(fresh, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return holds(file, bytes);
    if (!NO_LINKS.has(String(codeOf(error)))) throw error;
  }
  return await reserve(file) ? moveOver(fresh, file) : holds(file, bytes);
}
async function reserve(file) {
  const handle = await open(file, "wx").catch((error) => {
    if (codeOf(error) === "EEXIST") return null;
    throw error;
  });
  await handle?.close();
  return handle !== null;
}
async function moveOver(fresh, file) {
  await rename(fresh, file).catch(async (error) => {
    await rm(file, { force: true });
    throw error;
  });
  return true;
}
async function holds(file, bytes) {
  return readFile(file).then((there) => there.equals(bytes), () => false);
}
function codeOf(error) {
  return error.code;
}
var NO_LINKS;
var init_put_in_place = __esm({
  "platforms/cli/files/put_in_place.ts"() {
    "use strict";
    NO_LINKS = /* @__PURE__ */ new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV", "EACCES", "EINVAL", "UNKNOWN"]);
  }
});

// platforms/cli/files/save_images.ts
import { createHash as createHash2, randomUUID } from "node:crypto";
import { mkdir, rm as rm2, writeFile } from "node:fs/promises";
import path from "node:path";
async function prepareFolder(here, folder) {
  const place = path.resolve(here, folder);
  const probe = path.join(place, `.wireflow-${randomUUID()}`);
  try {
    await mkdir(place, { recursive: true });
    await beside(probe, async () => {
      try {
        await writeFile(probe, Buffer.alloc(PROBE_BYTES), { flag: "wx" });
      } finally {
        await rm2(probe, { force: true });
      }
    });
  } catch (error) {
    throw badInput("out", `Nothing can be written into the folder ${folder}: ${whyNotWritten(error)}.`, "Nothing was started. Name another folder in --out.");
  }
}
async function saveImages(here, folder, name, images) {
  const files = /* @__PURE__ */ new Map();
  const problems = [];
  let isFolderShut = false;
  for (const [index, bytesOf3] of images.entries()) {
    const number4 = index + 1;
    try {
      const bytes = await bytesOf3();
      await save(here, folder, `${safeName(name)}-${number4}`, bytes).then(
        (file) => files.set(number4, file),
        (error) => {
          isFolderShut ||= !(error instanceof WireflowError) && !OF_ONE_FILE.has(codeOf2(error));
          throw error;
        }
      );
    } catch (error) {
      const why = error instanceof WireflowError ? error.problem : `it could not be written: ${whyNotWritten(error)}`;
      problems.push(`Image ${number4} was not saved: ${ended(why)}`);
    }
  }
  return { files, problems, isFolderShut };
}
async function save(here, folder, stem, bytes) {
  const extension = imageExtension(bytes);
  if (extension === null) throw notFetched("what came is not an image");
  const place = path.resolve(here, folder);
  const fresh = path.join(place, `${stem}.${randomUUID()}.part`);
  return beside(fresh, async () => {
    try {
      await mkdir(place, { recursive: true });
      await writeFile(fresh, bytes, { flag: "wx" });
      for (const name of [stem, `${stem}-${markOf2(bytes).slice(0, MARK_LENGTH)}`, `${stem}-${markOf2(bytes)}`]) {
        if (await putInPlace(fresh, path.join(place, `${name}.${extension}`), bytes)) return path.join(folder, `${name}.${extension}`);
      }
      throw Object.assign(new Error("Every name is taken"), { code: "EEXIST" });
    } finally {
      await rm2(fresh, { force: true });
    }
  });
}
function safeName(id) {
  if (id === "") return "image";
  const name = id.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, LONGEST_NAME);
  return name === id && name === name.toLowerCase() ? name : `${name}-${markOf2(id).slice(0, MARK_LENGTH)}`;
}
function markOf2(content2) {
  return createHash2("sha256").update(content2).digest("hex");
}
function whyNotWritten(error) {
  return wordIn(WHY_NOT, codeOf2(error)) ?? codeOf2(error);
}
function codeOf2(error) {
  return String(error.code ?? "no access");
}
var MARK_LENGTH, LONGEST_NAME, PROBE_BYTES, OF_ONE_FILE, WHY_NOT;
var init_save_images = __esm({
  "platforms/cli/files/save_images.ts"() {
    "use strict";
    init_json();
    init_errors();
    init_one_sentence();
    init_download();
    init_image_bytes();
    init_put_in_place();
    init_unfinished();
    MARK_LENGTH = 8;
    LONGEST_NAME = 100;
    PROBE_BYTES = 4 * 1024 * 1024;
    OF_ONE_FILE = /* @__PURE__ */ new Set(["EEXIST", "ENAMETOOLONG"]);
    WHY_NOT = {
      ENOSPC: "the disk is full",
      EDQUOT: "your share of the disk is full",
      EROFS: "the disk can only be read",
      EACCES: "you may not write there",
      EPERM: "you may not write there"
    };
  }
});

// platforms/cli/printing/run_words.ts
function runWords(output) {
  const { execution_id: id, status, workflow_name: name, workflow_id: workflow, duration_seconds: seconds, credits, error, message, images, outputs } = output;
  const facts = [
    ["Execution", `${id} (${status})`],
    ["Workflow", name ?? workflow],
    ["Error", error],
    // While it goes on, its words are of the start.
    ["Note", status === "completed" && images.length === 0 ? message : null],
    ...images.map(({ file, url }, index) => [images.length === 1 ? "Image" : `Image ${index + 1}`, file ?? (url.startsWith("data:") ? "in the result, as data" : url)]),
    // Some replies repeat the prompt as an output: beside an image it is no result.
    ...outputs.filter(({ kind }) => kind !== "image" && (kind !== "text" || images.length === 0)).map(({ kind, url, text: text2 }) => [kind[0]?.toUpperCase() + kind.slice(1), url ?? text2]),
    ["Time", seconds === null ? null : `${seconds} s`],
    ["Credits", credits === null ? null : String(credits)]
  ];
  return facts.filter((fact) => fact[1] !== null).map(([label, value]) => `${label.padEnd(10)} ${value}`).join("\n");
}
var init_run_words = __esm({
  "platforms/cli/printing/run_words.ts"() {
    "use strict";
  }
});

// platforms/cli/printing/shell_word.ts
function shellWord(word) {
  return /^[\w.:/=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
var init_shell_word = __esm({
  "platforms/cli/printing/shell_word.ts"() {
    "use strict";
  }
});

// platforms/cli/printing/print_outcome.ts
function printOutcome(printer, { output, code: code2, problems }) {
  printer.result(output, runWords(output));
  for (const problem of problems) printer.say(problem);
  const { message, status } = output;
  const id = shellWord(foundBy(output));
  if (isNews(message)) printer.say(message);
  if (code2 === EXIT.notFinished) printer.say(problems.length > 0 ? `Try again with: wireflow get ${id} --out DIR` : `The execution has not finished in time. It goes on: wireflow wait ${id}`);
  if (code2 === EXIT.done && (status === "queued" || status === "running")) printer.say(`The execution goes on. Its images: wireflow wait ${id} --out DIR`);
  return code2;
}
function isNews(message) {
  return message !== null && message !== "" && !/^workflow execution (queued|completed|started)/i.test(message);
}
function foundBy(output) {
  return "job_address" in output && typeof output.job_address === "string" ? output.job_address : output.execution_id;
}
var init_print_outcome = __esm({
  "platforms/cli/printing/print_outcome.ts"() {
    "use strict";
    init_exit_codes();
    init_run_words();
    init_shell_word();
  }
});

// core/prices/dollars.ts
function dollars(microUsd) {
  const exact = (microUsd / 1e6).toFixed(6).replace(/0+$/, "");
  const [whole = "0", part = ""] = exact.split(".");
  return `${whole}.${part.padEnd(2, "0")}`;
}
var init_dollars = __esm({
  "core/prices/dollars.ts"() {
    "use strict";
  }
});

// core/model/failure_kind.ts
function failureKind({ status, error }) {
  if (status === "timed_out" || status === "cancelled") return status;
  if (status !== "failed") return null;
  return WORDS2.find(([, words2]) => words2.test(error ?? ""))?.[0] ?? "failed";
}
function canRetryRun(kind) {
  return kind === "busy" || kind === "timed_out";
}
var WORDS2;
var init_failure_kind = __esm({
  "core/model/failure_kind.ts"() {
    "use strict";
    init_credit_words();
    WORDS2 = [
      ["moderation", /moderat|safety|nsfw|content[ _-]?(policy|filter)|flagged|prohibited/i],
      ["out_of_credits", { test: saysNoCredit }],
      ["busy", /rate.?limit|too many|overload|capacity|unavailable|temporar|try again|\b(429|502|503|504)\b/i],
      ["timed_out", /timed? ?out|deadline/i]
    ];
  }
});

// core/model/own_names.ts
function withOwnNames(outputs, taken = /* @__PURE__ */ new Set()) {
  return outputs.map((output) => {
    if (output.kind !== "image" || output.url === null || output.filename === null) return output;
    const filename = ownName(output.filename, taken);
    return filename === output.filename ? output : { ...output, filename };
  });
}
function ownName(name, taken) {
  for (let number4 = 1; ; number4 += 1) {
    const own2 = numberedName(name, number4);
    const folded = stemAndEnding(own2)[0].normalize("NFKC").toLowerCase();
    if (taken.has(folded)) continue;
    taken.add(folded);
    return own2;
  }
}
var init_own_names = __esm({
  "core/model/own_names.ts"() {
    "use strict";
    init_file_name();
  }
});

// core/outputs/execution_output.ts
function executionOutput(execution, fileOf2, runId2 = null) {
  const outputs = hasEnded(execution.status) ? execution.outputs : execution.outputs.filter(({ kind }) => kind === "text");
  const images = imagesOf(withOwnNames(outputs)).map((image, index) => ({
    url: image.url,
    file: fileOf2(execution.id, image, index + 1),
    filename: image.filename,
    width: image.width,
    height: image.height,
    content_type: image.contentType ?? imageTypeOfEnding(image.filename)?.contentType ?? null,
    node_label: image.nodeLabel
  }));
  const failure2 = failureKind(execution);
  return {
    status: execution.status,
    image_url: images[0]?.url ?? null,
    image_file: images[0]?.file ?? null,
    image_count: images.length,
    message: execution.message ?? aboutGap(execution),
    error: execution.error,
    error_kind: failure2,
    can_retry: canRetryRun(failure2),
    execution_id: execution.id,
    run_id: runId2,
    workflow_name: execution.workflowName,
    workflow_url: execution.workflowId === null ? null : workflowUrl(execution.workflowId),
    credits: execution.credits,
    started_at: execution.startedAt,
    finished_at: execution.finishedAt,
    duration_seconds: durationSeconds(execution),
    images,
    outputs: outputs.map(({ kind, url, text: text2, nodeLabel }) => ({ kind, url, text: text2, node_label: nodeLabel })),
    workflow_id: execution.workflowId,
    id: execution.id,
    request_id: execution.requestId
  };
}
function aboutGap({ status, emptyNode, outputs }) {
  if (emptyNode !== void 0) return `The execution is finished, but \u201C${emptyNode}\u201D has given no result.`;
  if (status !== "completed" || outputs.some(({ kind, url }) => url !== null || kind === "text")) return null;
  return outputs.find(({ text: text2 }) => text2 !== null)?.text ?? NO_IMAGE_FOUND;
}
function durationSeconds({ startedAt, finishedAt }) {
  if (startedAt === null || finishedAt === null) return null;
  return Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) / 1e3;
}
var EXECUTION_FIELDS, NO_IMAGE_FOUND;
var init_execution_output = __esm({
  "core/outputs/execution_output.ts"() {
    "use strict";
    init_execution();
    init_image_type();
    init_failure_kind();
    init_images();
    init_own_names();
    init_workflow2();
    EXECUTION_FIELDS = [
      { key: "status", label: "Status", type: "text", always: true },
      { key: "image_url", label: "First Image URL", type: "text" },
      { key: "image_file", label: "First Image File", type: "file" },
      { key: "image_count", label: "Number of Images", type: "integer", always: true },
      { key: "message", label: "Message", type: "text" },
      { key: "error", label: "Error", type: "text" },
      { key: "error_kind", label: "Kind of Error", type: "text" },
      { key: "can_retry", label: "Can Be Retried", type: "boolean", always: true },
      { key: "execution_id", label: "Execution ID", type: "text", always: true },
      { key: "run_id", label: "Only Once ID", type: "text" },
      { key: "workflow_name", label: "Workflow Name", type: "text" },
      { key: "workflow_url", label: "Workflow URL", type: "text" },
      { key: "credits", label: "Credits", type: "number" },
      { key: "started_at", label: "Started At", type: "time" },
      { key: "finished_at", label: "Finished At", type: "time" },
      { key: "duration_seconds", label: "Duration (in Seconds)", type: "number" },
      {
        key: "images",
        label: "Images",
        type: "list",
        items: [
          { key: "url", label: "Image URLs", type: "text", always: true },
          { key: "file", label: "Image Files", type: "file" },
          { key: "filename", label: "Image File Names", type: "text" },
          { key: "width", label: "Image Widths (in Pixels)", type: "integer" },
          { key: "height", label: "Image Heights (in Pixels)", type: "integer" },
          { key: "content_type", label: "Image Content Types", type: "text" },
          { key: "node_label", label: "Images Made By", type: "text" }
        ]
      },
      {
        key: "outputs",
        label: "All Outputs",
        type: "list",
        items: [
          { key: "kind", label: "Output Kinds", type: "text", always: true },
          { key: "url", label: "Output URLs", type: "text" },
          { key: "text", label: "Output Texts", type: "text" },
          { key: "node_label", label: "Outputs Made By", type: "text" }
        ]
      },
      { key: "workflow_id", label: "Workflow ID", type: "text" },
      { key: "id", label: "ID", type: "text", always: true },
      { key: "request_id", label: "Request ID", type: "text" }
    ];
    NO_IMAGE_FOUND = "The execution is finished, but no image was found in what Wireflow says of it.";
  }
});

// core/outputs/run_output.ts
function ofWireflow(output) {
  return { ...output, provider: "wireflow" };
}
var RUN_FIELDS;
var init_run_output = __esm({
  "core/outputs/run_output.ts"() {
    "use strict";
    init_execution_output();
    RUN_FIELDS = [...EXECUTION_FIELDS, { key: "provider", label: "Provider", type: "text", always: true }];
  }
});

// core/outputs/flux_output.ts
function fluxOutput(jobs, images, { estimate: estimate2, message, runId: runId2 = null }) {
  const execution = executionOf2(jobs, images, [message, difference(jobs, estimate2)].filter((words2) => words2 !== null).join(" ") || null);
  const output = executionOutput(execution, (_, image) => images.find((kept) => linkOf(kept) === image.url)?.file ?? null, runId2);
  const [first2] = jobs;
  return {
    ...output,
    provider: first2?.provider ?? "wireflow",
    model: first2?.model || null,
    ...costOf(jobs, estimate2),
    job_id: jobs.map(({ id }) => id).join(", ") || null,
    job_address: jobAddress(jobs) || null
  };
}
function asRun(output) {
  const known = new Set(RUN_FIELDS.map(({ key: key2 }) => key2));
  const run4 = Object.fromEntries(Object.entries(output).filter(([key2]) => known.has(key2)));
  return { ...run4, execution_id: output.job_address ?? run4.execution_id };
}
function costOf(jobs, estimate2) {
  const reported = jobs.map(({ costMicroUsd }) => costMicroUsd);
  if (reported.every((cost) => cost !== null)) return { cost_usd: reported.reduce((sum2, cost) => sum2 + cost, 0) / MICRO_USD_PER_USD, cost_basis: "reported-by-response" };
  if (estimate2 === null) return { cost_usd: null, cost_basis: null };
  return { cost_usd: reported.reduce((sum2, cost) => sum2 + (cost ?? estimate2.microUsd), 0) / MICRO_USD_PER_USD, cost_basis: estimate2.basis };
}
function difference(jobs, estimate2) {
  const reported = jobs.map(({ costMicroUsd }) => costMicroUsd);
  if (estimate2 === null || !reported.every((cost) => cost !== null)) return null;
  const took = reported.reduce((sum2, cost) => sum2 + cost, 0);
  const expected2 = estimate2.microUsd * jobs.length;
  if (took === expected2) return null;
  return `It cost $${dollars(took)}; the prices of ${estimate2.asOf} say $${dollars(expected2)}.`;
}
function executionOf2(jobs, images, message) {
  const ids = jobs.map(({ id }) => id).join(", ");
  const error = jobs.find((job) => job.error !== null)?.error ?? null;
  return {
    id: ids,
    status: statusOf(jobs),
    message,
    error,
    workflowId: null,
    workflowName: null,
    startedAt: jobs.map(({ startedAt }) => startedAt).filter((at) => at !== null).toSorted()[0] ?? null,
    finishedAt: jobs.every(({ finishedAt }) => finishedAt !== null) ? jobs.map(({ finishedAt }) => finishedAt ?? "").toSorted().at(-1) ?? null : null,
    requestId: jobs[0]?.requestId ?? null,
    credits: null,
    outputs: images.map((image) => ({ kind: "image", url: linkOf(image), text: null, width: image.width, height: image.height, contentType: image.contentType, filename: image.filename, nodeLabel: madeBy(jobs[0]) }))
  };
}
function linkOf({ url, file }) {
  return url ?? file;
}
function statusOf(jobs) {
  const states = jobs.map(({ status }) => status === "moderated" ? "failed" : status);
  if (states.includes("running")) return "running";
  if (states.includes("queued")) return "queued";
  if (states.includes("completed")) return "completed";
  return states[0] ?? "failed";
}
function madeBy(job) {
  return job === void 0 ? null : `${job.model.split("/").at(-1) || "FLUX"} at ${PROVIDER_LABELS[job.provider]}`;
}
var MICRO_USD_PER_USD, FLUX_OUTPUT_FIELDS;
var init_flux_output = __esm({
  "core/outputs/flux_output.ts"() {
    "use strict";
    init_job();
    init_dollars();
    init_job_address();
    init_execution_output();
    init_run_output();
    MICRO_USD_PER_USD = 1e6;
    FLUX_OUTPUT_FIELDS = [
      ...RUN_FIELDS,
      { key: "model", label: "Model", type: "text" },
      { key: "cost_usd", label: "Cost (in US Dollars)", type: "number" },
      { key: "cost_basis", label: "Basis of the Cost", type: "text" },
      { key: "job_id", label: "Job ID", type: "text" },
      { key: "job_address", label: "Job Address", type: "text" }
    ];
  }
});

// core/api/account.ts
import { createHash as createHash3 } from "node:crypto";
function accountOf(client) {
  return client.markedBy((secret) => createHash3("sha256").update(secret).digest("hex"));
}
var init_account = __esm({
  "core/api/account.ts"() {
    "use strict";
  }
});

// core/api/sees_execution.ts
async function seesExecution(client, executionId) {
  try {
    await client.poll(executionId);
    return true;
  } catch (error) {
    if (!(error instanceof WireflowError)) throw error;
    if (error.kind === "forbidden") await client.listExecutions(null, {}, { page: 1, offset: 0 });
    if (error.kind === "forbidden" || NOT_SEEN.has(error.kind)) return false;
    throw error;
  }
}
var NOT_SEEN;
var init_sees_execution = __esm({
  "core/api/sees_execution.ts"() {
    "use strict";
    init_errors();
    NOT_SEEN = /* @__PURE__ */ new Set(["not_found", "bad_input", "rejected"]);
  }
});

// core/runs/owner.ts
function ownerOf(client, action) {
  if (action !== "run_workflow") return OF_A_WEBHOOK;
  return { account: accountOf(client), isOwn: async (_, executionId) => executionId !== null && seesExecution(client, executionId) };
}
var OF_A_WEBHOOK;
var init_owner = __esm({
  "core/runs/owner.ts"() {
    "use strict";
    init_account();
    init_sees_execution();
    OF_A_WEBHOOK = { account: null, isOwn: async () => true };
  }
});

// platforms/cli/runs/interruption.ts
async function untilInterrupted(work, signal, stage) {
  let stop = () => void 0;
  const interrupted = new Promise((_, reject) => {
    stop = () => void lastWord(work, stage).then(() => reject(new Interrupted(stage())));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  work.catch(() => void 0);
  interrupted.catch(() => void 0);
  const value = await Promise.race([work, interrupted]).finally(() => signal.removeEventListener("abort", stop));
  if (signal.aborted) throw new Interrupted(stage());
  return value;
}
async function lastWord(work, stage) {
  const until = performance.now() + LAST_WORD_MS;
  let isOver2 = false;
  void work.then(() => isOver2 = true, () => isOver2 = true);
  while (stage().at === "starting" && !isOver2 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
}
function asInterrupted(error, { aborted: aborted2 }) {
  const isCutOff2 = aborted2 && error instanceof WireflowError && CUT_OFF.has(error.kind);
  return isCutOff2 ? new Interrupted({ at: "before" }) : error;
}
function interruptionSentence(stage) {
  if (stage.at === "before") return "Interrupted. Nothing was started.";
  if (stage.at === "starting") return `Interrupted while the execution was being started: it may have started. Look at ${stage.seenAt ?? "the workflow\u2019s executions in Wireflow"} before you start it again, or you may pay twice.`;
  return `Interrupted. The execution ${stage.executionId} goes on. Wait for it with: wireflow wait ${shellWord(stage.executionId)}`;
}
var Interrupted, LAST_WORD_MS, CUT_OFF;
var init_interruption = __esm({
  "platforms/cli/runs/interruption.ts"() {
    "use strict";
    init_errors();
    init_shell_word();
    Interrupted = class extends Error {
      name = "Interrupted";
      stage;
      constructor(stage) {
        super("Interrupted");
        this.stage = stage;
      }
    };
    LAST_WORD_MS = 3e3;
    CUT_OFF = /* @__PURE__ */ new Set(["unreachable", "timed_out", "unreadable", "unavailable"]);
  }
});

// node_modules/zod/v4/core/util.js
function jsonStringifyReplacer(_, value) {
  if (typeof value === "bigint")
    return value.toString();
  return value;
}
function cached(getter) {
  return new Cached(getter);
}
function cleanRegex(source) {
  const start2 = source.startsWith("^") ? 1 : 0;
  const end2 = source.endsWith("$") ? source.length - 1 : source.length;
  return source.slice(start2, end2);
}
function assignProp(target, prop, value) {
  Object.defineProperty(target, prop, {
    value,
    writable: true,
    enumerable: true,
    configurable: true
  });
}
function rawShape(def) {
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  return desc?.get ? desc.get.raw : desc?.value;
}
function sourceShape(schema) {
  return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
function deferProp(target, key2, getter) {
  Object.defineProperty(target, key2, {
    get() {
      const value = getter();
      assignProp(this, key2, value);
      return value;
    },
    enumerable: true,
    configurable: true
  });
}
function putProp(target, key2, value) {
  if (key2 in target)
    assignProp(target, key2, value);
  else
    target[key2] = value;
}
function mirrorShape(target, source, keys, wrap) {
  const raw = sourceShape(source);
  for (const key2 of keys) {
    const desc = Object.getOwnPropertyDescriptor(raw, key2);
    if (!desc.enumerable)
      continue;
    if (desc.get) {
      deferProp(target, key2, () => {
        const value = source._zod.def.shape[key2];
        return wrap ? wrap(value, key2) : value;
      });
    } else
      putProp(target, key2, wrap ? wrap(desc.value, key2) : desc.value);
  }
}
function mirrorProps(target, source) {
  for (const key2 of Reflect.ownKeys(source)) {
    const desc = Object.getOwnPropertyDescriptor(source, key2);
    if (!desc.enumerable)
      continue;
    if (desc.get)
      deferProp(target, key2, () => source[key2]);
    else
      putProp(target, key2, desc.value);
  }
}
function mergeDefs(...defs) {
  const mergedDescriptors = {};
  for (const def of defs) {
    const descriptors = Object.getOwnPropertyDescriptors(def);
    Object.assign(mergedDescriptors, descriptors);
  }
  return Object.defineProperties({}, mergedDescriptors);
}
function isObject2(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
function isPlainObject(o) {
  if (isObject2(o) === false)
    return false;
  const ctor = o.constructor;
  if (ctor === void 0)
    return true;
  if (typeof ctor !== "function")
    return true;
  const prot = ctor.prototype;
  if (isObject2(prot) === false)
    return false;
  if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
    return false;
  }
  return true;
}
function clone(inst, def, params) {
  const cl = new inst._zod.constr(def ?? inst._zod.def);
  if (!def || params?.parent)
    cl._zod.parent = inst;
  return cl;
}
function normalizeParams(_params) {
  const params = _params;
  if (!params)
    return {};
  if (typeof params === "string")
    return { error: () => params };
  if (params?.message !== void 0) {
    if (params?.error !== void 0)
      throw new Error("Cannot specify both `message` and `error` params");
    params.error = params.message;
  }
  delete params.message;
  if (typeof params.error === "string")
    return { ...params, error: () => params.error };
  return params;
}
function optionalKeys(shape) {
  return Object.keys(shape).filter((k) => {
    return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === "optional";
  });
}
function maskedKeys(schema, mask) {
  const raw = sourceShape(schema);
  const keys = [];
  for (const key2 of Reflect.ownKeys(mask)) {
    if (!Object.getOwnPropertyDescriptor(raw, key2)?.enumerable) {
      throw new Error(`Unrecognized key: "${String(key2)}"`);
    }
    if (mask[key2])
      keys.push(key2);
  }
  return keys;
}
function omit(schema, mask) {
  const currDef = schema._zod.def;
  const checks = currDef.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    throw new Error(".omit() cannot be used on object schemas containing refinements");
  }
  const omitted = new Set(maskedKeys(schema, mask));
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key2) => !omitted.has(key2)));
  return clone(schema, mergeDefs(currDef, { shape: newShape, checks: [] }));
}
function extend(schema, shape) {
  if (!isPlainObject(shape)) {
    throw new Error("Invalid input to extend: expected a plain object");
  }
  const checks = schema._zod.def.checks;
  const hasChecks = checks && checks.length > 0;
  if (hasChecks) {
    const existingShape = sourceShape(schema);
    for (const key2 of Reflect.ownKeys(shape)) {
      if (Object.getOwnPropertyDescriptor(existingShape, key2) !== void 0) {
        throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
      }
    }
  }
  return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function extended(schema, shape) {
  const newShape = {};
  mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
  mirrorProps(newShape, shape);
  return newShape;
}
function aborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue !== true) {
      return true;
    }
  }
  return false;
}
function explicitlyAborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue === false) {
      return true;
    }
  }
  return false;
}
function prefixIssues(path12, issues) {
  return issues.map((iss) => {
    var _a3;
    (_a3 = iss).path ?? (_a3.path = []);
    iss.path.unshift(path12);
    return iss;
  });
}
function unwrapMessage(message) {
  return typeof message === "string" ? message : message?.message;
}
function attachSchema(issues, start2, inst) {
  var _a3;
  for (let i = start2; i < issues.length; i++) {
    (_a3 = issues[i]).schema ?? (_a3.schema = inst);
  }
}
function finalizeIssue(iss, ctx, config2) {
  var _a3;
  const traits = iss.inst?._zod?.traits;
  if (traits?.has("$ZodType")) {
    if (traits.has("$ZodCheck"))
      (_a3 = iss).schema ?? (_a3.schema = iss.inst);
    else
      iss.schema = iss.inst;
  }
  const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
  const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config2.customError?.(iss)) ?? unwrapMessage(config2.localeError?.(iss)) ?? "Invalid input";
  const full = {};
  for (const k of Object.keys(iss)) {
    if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
      continue;
    full[k] = iss[k];
  }
  full.path ?? (full.path = []);
  full.message = message;
  if (ctx?.reportInput) {
    full.input = iss.input;
  }
  return full;
}
function issue(...args) {
  const [iss, input, inst] = args;
  if (typeof iss === "string") {
    return {
      message: iss,
      code: "custom",
      input,
      inst
    };
  }
  return { ...iss };
}
function members(proto, table) {
  for (const key2 in table) {
    const desc = Object.getOwnPropertyDescriptor(table, key2);
    if (desc.get)
      Object.defineProperty(proto, key2, { ...desc, enumerable: false });
    else
      defineBound(proto, key2, desc.value);
  }
}
function own(inst, key2, value, enumerable = true) {
  Object.defineProperty(inst, key2, { configurable: true, writable: true, enumerable, value });
  return value;
}
function hide(inst, key2, value) {
  return own(inst, key2, value, false);
}
function defineBound(proto, key2, fn) {
  Object.defineProperty(proto, key2, {
    configurable: true,
    get() {
      return this == null ? fn : own(this, key2, fn.bind(this));
    },
    set(value) {
      own(this, key2, value);
    }
  });
}
function claim(inst, sentinel) {
  const proto = Object.getPrototypeOf(inst);
  return sentinel in proto ? void 0 : proto;
}
function defineLazyInternal(inst, key2, compute) {
  const proto = Object.getPrototypeOf(inst._zod);
  if (key2 in proto && installing !== inst._zod) {
    installing = void 0;
    return;
  }
  installing = inst._zod;
  Object.defineProperty(proto, key2, {
    configurable: true,
    get() {
      Object.defineProperty(this, key2, breaker);
      const outer = broke;
      broke = false;
      try {
        const value = compute(this);
        if (broke)
          delete this[key2];
        else
          Object.defineProperty(this, key2, { configurable: true, writable: true, value });
        broke = broke || outer;
        return value;
      } catch (err) {
        delete this[key2];
        broke = broke || outer;
        throw err;
      }
    },
    set(value) {
      Object.defineProperty(this, key2, { configurable: true, writable: true, value });
    }
  });
}
function installLazyProp(inst, key2, make2, enumerable) {
  const proto = claim(inst, key2);
  if (!proto)
    return;
  Object.defineProperty(proto, key2, {
    configurable: true,
    get() {
      const desc = { configurable: true, writable: true, enumerable, value: void 0 };
      Object.defineProperty(this, key2, desc);
      desc.value = make2(this);
      Object.defineProperty(this, key2, desc);
      return desc.value;
    },
    set(value) {
      Object.defineProperty(this, key2, { configurable: true, writable: true, enumerable, value });
    }
  });
}
var Cached, captureStackTrace, NUMBER_FORMAT_RANGES, installing, broke, breaker;
var init_util = __esm({
  "node_modules/zod/v4/core/util.js"() {
    Cached = class {
      constructor(getter) {
        this._getter = getter;
        this._value = void 0;
      }
      get value() {
        const getter = this._getter;
        if (getter !== void 0) {
          this._value = getter();
          this._getter = void 0;
        }
        return this._value;
      }
    };
    captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {
    };
    NUMBER_FORMAT_RANGES = /* @__PURE__ */ (() => ({
      safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
      int32: [-2147483648, 2147483647],
      uint32: [0, 4294967295],
      float32: [-34028234663852886e22, 34028234663852886e22],
      float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
    }))();
    broke = false;
    breaker = {
      configurable: true,
      get() {
        broke = true;
        return void 0;
      }
    };
  }
});

// node_modules/zod/v4/core/core.js
function newError(Definition) {
  const E = _E;
  if (E) {
    const saved = E.stackTraceLimit;
    if (typeof saved === "number") {
      try {
        E.stackTraceLimit = 0;
      } catch {
        _E = null;
        return new Definition();
      }
      try {
        return new Definition();
      } finally {
        E.stackTraceLimit = saved;
      }
    }
  }
  return new Definition();
}
// @__NO_SIDE_EFFECTS__
function $constructor(name, initializer2, proto, params) {
  const zodProto = {};
  function Internals(def) {
    this.def = def;
    this.constr = _;
    this.traits = /* @__PURE__ */ new Set();
  }
  Internals.prototype = zodProto;
  const protoMembers = proto;
  const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
  function init(inst, def) {
    if (!inst._zod) {
      _zodDesc.value = new Internals(def);
      try {
        Object.defineProperty(inst, "_zod", _zodDesc);
      } finally {
        _zodDesc.value = void 0;
      }
    } else if (inst._zod.traits.has(name)) {
      return;
    }
    inst._zod.traits.add(name);
    initializer2(inst, def);
    if (initialized) {
      const own2 = Object.getPrototypeOf(inst);
      const ctorProto = inst._zod.constr.prototype;
      let up = own2;
      while (up && up !== ctorProto)
        up = Object.getPrototypeOf(up);
      const target = up ?? own2;
      if (!initialized.has(target)) {
        initialized.add(target);
        members(target, protoMembers);
      }
    }
    const proto2 = _.prototype;
    for (const k in proto2) {
      if (!Object.prototype.hasOwnProperty.call(proto2, k))
        continue;
      if (!(k in inst)) {
        inst[k] = proto2[k].bind(inst);
      }
    }
  }
  const Parent = params?.Parent ?? Object;
  class Definition extends Parent {
  }
  Object.defineProperty(Definition, "name", { value: name });
  function _(def) {
    const inst = params?.Parent ? newError(Definition) : this;
    init(inst, def);
    const deferred = inst._zod.deferred;
    if (deferred) {
      for (const fn of deferred) {
        fn();
      }
      inst._zod.deferred = void 0;
    }
    const pp = globalThis.__zod_globalConfig?.postProcessor;
    if (pp)
      pp(inst);
    return inst;
  }
  Object.defineProperty(_, "init", { value: init });
  Object.defineProperty(_, Symbol.hasInstance, {
    value: (inst) => {
      if (params?.Parent && inst instanceof params.Parent)
        return true;
      return inst?._zod?.traits?.has(name);
    }
  });
  Object.defineProperty(_, "name", { value: name });
  return _;
}
function config(newConfig) {
  if (newConfig)
    Object.assign(globalConfig, newConfig);
  return globalConfig;
}
var _a, NEVER, _zodDesc, _E, $ZodAsyncError, $ZodEncodeError, globalConfig;
var init_core = __esm({
  "node_modules/zod/v4/core/core.js"() {
    init_util();
    NEVER = /* @__PURE__ */ Object.freeze({
      status: "aborted"
    });
    _zodDesc = { value: void 0, enumerable: false };
    _E = "captureStackTrace" in Error ? Error : null;
    $ZodAsyncError = class extends Error {
      constructor() {
        super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
      }
    };
    $ZodEncodeError = class extends Error {
      constructor(name) {
        super(`Encountered unidirectional transform during encode: ${name}`);
        this.name = "ZodEncodeError";
      }
    };
    (_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
    globalConfig = globalThis.__zod_globalConfig;
  }
});

// node_modules/zod/v4/core/errors.js
function _getMessage() {
  const internals = this._zod;
  internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
  return internals.message;
}
function _setMessage(value) {
  this._zod.message = value;
}
var _messageDesc, _issuesDesc, _installedToString, initializer, $ZodError, $ZodRealError;
var init_errors2 = __esm({
  "node_modules/zod/v4/core/errors.js"() {
    init_core();
    init_util();
    _messageDesc = {
      get: _getMessage,
      set: _setMessage,
      enumerable: true,
      configurable: true
    };
    _issuesDesc = { value: void 0, enumerable: false };
    _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
    initializer = (inst, def) => {
      inst.name = "$ZodError";
      _issuesDesc.value = def;
      Object.defineProperty(inst, "issues", _issuesDesc);
      _issuesDesc.value = void 0;
      Object.defineProperty(inst, "message", _messageDesc);
      const proto = Object.getPrototypeOf(inst);
      if (!_installedToString.has(proto)) {
        _installedToString.add(proto);
        Object.defineProperty(proto, "toString", {
          configurable: true,
          enumerable: false,
          get() {
            const value = () => this.message;
            Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
            return value;
          },
          set(value) {
            Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
          }
        });
      }
    };
    $ZodError = $constructor("$ZodError", initializer);
    $ZodRealError = $constructor("$ZodError", initializer, void 0, {
      Parent: Error
    });
  }
});

// node_modules/zod/v4/core/parse.js
function failure(Err, issues, ctx) {
  let error;
  return {
    success: false,
    get error() {
      if (!error) {
        error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
        issues = void 0;
        ctx = void 0;
      }
      return error;
    },
    set error(e) {
      error = e;
      issues = void 0;
      ctx = void 0;
    }
  };
}
var _parse, parse2, _parseAsync, parseAsync, _safeParse, safeParse, _safeParseAsync, safeParseAsync;
var init_parse = __esm({
  "node_modules/zod/v4/core/parse.js"() {
    init_core();
    init_errors2();
    init_util();
    _parse = (_Err) => {
      const fn = (schema, value, _ctx, _params) => {
        const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
        const result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise) {
          throw new $ZodAsyncError();
        }
        if (result.issues.length) {
          const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
          captureStackTrace(e, _params?.callee ?? fn);
          throw e;
        }
        return result.value;
      };
      return fn;
    };
    parse2 = /* @__PURE__ */ _parse($ZodRealError);
    _parseAsync = (_Err) => {
      const fn = async (schema, value, _ctx, params) => {
        const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
        let result = schema._zod.run({ value, issues: [] }, ctx);
        if (result instanceof Promise)
          result = await result;
        if (result.issues.length) {
          const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
          captureStackTrace(e, params?.callee ?? fn);
          throw e;
        }
        return result.value;
      };
      return fn;
    };
    parseAsync = /* @__PURE__ */ _parseAsync($ZodRealError);
    _safeParse = (_Err) => (schema, value, _ctx) => {
      const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
      const result = schema._zod.run({ value, issues: [] }, ctx);
      if (result instanceof Promise) {
        throw new $ZodAsyncError();
      }
      return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
    };
    safeParse = /* @__PURE__ */ _safeParse($ZodRealError);
    _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
      const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
      let result = schema._zod.run({ value, issues: [] }, ctx);
      if (result instanceof Promise)
        result = await result;
      return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
    };
    safeParseAsync = /* @__PURE__ */ _safeParseAsync($ZodRealError);
  }
});

// node_modules/zod/v4/core/regexes.js
var anyString, number2;
var init_regexes = __esm({
  "node_modules/zod/v4/core/regexes.js"() {
    anyString = /^[\s\S]{0,}$/;
    number2 = /^-?\d+(?:\.\d+)?$/;
  }
});

// node_modules/zod/v4/core/checks.js
var $ZodCheck, numericOriginMap, $ZodCheckLessThan, $ZodCheckGreaterThan, $ZodCheckNumberFormat, $ZodCheckStringFormat, $ZodCheckRegex;
var init_checks = __esm({
  "node_modules/zod/v4/core/checks.js"() {
    init_core();
    init_util();
    $ZodCheck = /* @__PURE__ */ $constructor("$ZodCheck", (inst, def) => {
      var _a3;
      inst._zod ?? (inst._zod = {});
      inst._zod.def = def;
      (_a3 = inst._zod).onattach ?? (_a3.onattach = []);
    });
    numericOriginMap = {
      number: "number",
      bigint: "bigint",
      object: "date"
    };
    $ZodCheckLessThan = /* @__PURE__ */ $constructor("$ZodCheckLessThan", (inst, def) => {
      $ZodCheck.init(inst, def);
      const origin = numericOriginMap[typeof def.value];
      inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
          return;
        }
        payload.issues.push({
          origin: numericOriginMap[typeof payload.value] ?? origin,
          code: "too_big",
          maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
          input: payload.value,
          inclusive: def.inclusive,
          inst,
          continue: !def.abort
        });
      };
    });
    $ZodCheckGreaterThan = /* @__PURE__ */ $constructor("$ZodCheckGreaterThan", (inst, def) => {
      $ZodCheck.init(inst, def);
      const origin = numericOriginMap[typeof def.value];
      inst._zod.check = (payload) => {
        if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
          return;
        }
        payload.issues.push({
          origin: numericOriginMap[typeof payload.value] ?? origin,
          code: "too_small",
          minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
          input: payload.value,
          inclusive: def.inclusive,
          inst,
          continue: !def.abort
        });
      };
    });
    $ZodCheckNumberFormat = /* @__PURE__ */ $constructor("$ZodCheckNumberFormat", (inst, def) => {
      $ZodCheck.init(inst, def);
      def.format = def.format || "float64";
      const isInt = def.format?.includes("int");
      const origin = isInt ? "int" : "number";
      const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
      inst._zod.check = (payload) => {
        const input = payload.value;
        if (isInt) {
          if (!Number.isInteger(input)) {
            payload.issues.push({
              expected: origin,
              format: def.format,
              code: "invalid_type",
              continue: false,
              input,
              inst
            });
            return;
          }
          if (!Number.isSafeInteger(input)) {
            if (input > 0) {
              payload.issues.push({
                input,
                code: "too_big",
                maximum: Number.MAX_SAFE_INTEGER,
                note: "Integers must be within the safe integer range.",
                inst,
                origin,
                inclusive: true,
                continue: !def.abort
              });
            } else {
              payload.issues.push({
                input,
                code: "too_small",
                minimum: Number.MIN_SAFE_INTEGER,
                note: "Integers must be within the safe integer range.",
                inst,
                origin,
                inclusive: true,
                continue: !def.abort
              });
            }
            return;
          }
        }
        if (input < minimum) {
          payload.issues.push({
            origin: "number",
            input,
            code: "too_small",
            minimum,
            inclusive: true,
            inst,
            continue: !def.abort
          });
        }
        if (input > maximum) {
          payload.issues.push({
            origin: "number",
            input,
            code: "too_big",
            maximum,
            inclusive: true,
            inst,
            continue: !def.abort
          });
        }
      };
    });
    $ZodCheckStringFormat = /* @__PURE__ */ $constructor("$ZodCheckStringFormat", (inst, def) => {
      var _a3, _b;
      $ZodCheck.init(inst, def);
      if (def.pattern)
        (_a3 = inst._zod).check ?? (_a3.check = (payload) => {
          def.pattern.lastIndex = 0;
          if (def.pattern.test(payload.value))
            return;
          payload.issues.push({
            origin: "string",
            code: "invalid_format",
            format: def.format,
            input: payload.value,
            ...def.pattern ? { pattern: def.pattern.toString() } : {},
            inst,
            continue: !def.abort
          });
        });
      else
        (_b = inst._zod).check ?? (_b.check = () => {
        });
    });
    $ZodCheckRegex = /* @__PURE__ */ $constructor("$ZodCheckRegex", (inst, def) => {
      $ZodCheckStringFormat.init(inst, def);
      inst._zod.check = (payload) => {
        def.pattern.lastIndex = 0;
        if (def.pattern.test(payload.value))
          return;
        payload.issues.push({
          origin: "string",
          code: "invalid_format",
          format: "regex",
          input: payload.value,
          pattern: def.pattern.toString(),
          inst,
          continue: !def.abort
        });
      };
    });
  }
});

// node_modules/zod/v4/core/doc.js
var init_doc = __esm({
  "node_modules/zod/v4/core/doc.js"() {
  }
});

// node_modules/zod/v4/core/versions.js
var version;
var init_versions = __esm({
  "node_modules/zod/v4/core/versions.js"() {
    version = {
      major: 4,
      minor: 6,
      patch: 7
    };
  }
});

// node_modules/zod/v4/core/schemas.js
async function validateAsync(inst, value) {
  const ctx = { async: true };
  return toStandardResult(await inst._zod.run({ value, issues: [] }, ctx), ctx);
}
function standardProps(inst) {
  return {
    validate: (value) => {
      const ctx = { async: false };
      try {
        const r = inst._zod.run({ value, issues: [] }, ctx);
        if (!(r instanceof Promise))
          return toStandardResult(r, ctx);
      } catch (_) {
      }
      return validateAsync(inst, value);
    },
    vendor: "zod",
    version: 1
  };
}
function handlePropertyResult(result, final, key2, input, optin, optout) {
  const isPresent = key2 in input;
  const isOptionalOut = optout === "optional";
  if (!isPresent && isOptionalOut && optin === "optional") {
    return;
  }
  if (result.issues.length) {
    if (optin !== void 0 && isOptionalOut && !isPresent) {
      return;
    }
    final.issues.push(...prefixIssues(key2, result.issues));
  }
  if (!isPresent && optin === void 0) {
    if (!result.issues.length) {
      final.issues.push({
        code: "invalid_type",
        expected: "nonoptional",
        input: void 0,
        path: [key2]
      });
    }
    return;
  }
  if (result.value === void 0) {
    if (isPresent || optin === "defaulted" && !isOptionalOut) {
      final.value[key2] = void 0;
    }
  } else {
    final.value[key2] = result.value;
  }
}
function normalizeDef(def) {
  const keys = Object.keys(def.shape);
  const ownSymbols = Object.getOwnPropertySymbols(def.shape);
  const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
  const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
  for (const k of allKeys) {
    if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
      throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
    }
  }
  const okeys = optionalKeys(def.shape);
  return {
    ...def,
    allKeys,
    symbolKeys,
    // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
    keySet: new Set(keys),
    numKeys: keys.length,
    optionalKeys: new Set(okeys)
  };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
  const unrecognized = [];
  const keySet = def.keySet;
  const _catchall = def.catchall._zod;
  const t = _catchall.def.type;
  const optin = _catchall.optin;
  const optout = _catchall.optout;
  let seen = 0;
  for (const key2 in input) {
    if (abortEarly && payload.issues.length !== seen) {
      if (aborted(payload, seen))
        break;
      seen = payload.issues.length;
    }
    if (keySet.has(key2))
      continue;
    if (key2 === "__proto__") {
      if (t === "never")
        unrecognized.push(key2);
      continue;
    }
    if (t === "never") {
      unrecognized.push(key2);
      continue;
    }
    const r = _catchall.run({ value: input[key2], issues: [] }, ctx);
    if (r instanceof Promise) {
      proms.push(r.then((r2) => handlePropertyResult(r2, payload, key2, input, optin, optout)));
    } else {
      handlePropertyResult(r, payload, key2, input, optin, optout);
    }
  }
  if (unrecognized.length) {
    payload.issues.push({
      code: "unrecognized_keys",
      keys: unrecognized,
      input,
      inst,
      // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
      continue: true
    });
  }
  if (!proms.length)
    return payload;
  return Promise.all(proms).then(() => {
    return payload;
  });
}
function handleUnionResults(results, final, inst, ctx) {
  for (const result of results) {
    if (result.issues.length === 0) {
      final.value = result.value;
      return final;
    }
  }
  const nonaborted = results.filter((r) => !aborted(r));
  if (nonaborted.length === 1) {
    final.value = nonaborted[0].value;
    return nonaborted[0];
  }
  final.issues.push({
    code: "invalid_union",
    input: final.value,
    inst,
    errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
  });
  return final;
}
function handleOptionalResult(payload, result) {
  payload.value = result.issues.length ? void 0 : result.value;
  return payload;
}
function handlePipeResult(left, next, ctx) {
  if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
    left.aborted = true;
    return left;
  }
  return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}
function handleRefineResult(result, payload, input, inst) {
  if (!result) {
    const _iss = {
      code: "custom",
      input,
      inst,
      // incorporates params.error into issue reporting
      path: [...inst._zod.def.path ?? []],
      // incorporates params.error into issue reporting
      continue: !inst._zod.def.abort
      // params: inst._zod.def.params,
    };
    if (inst._zod.def.params)
      _iss.params = inst._zod.def.params;
    payload.issues.push(issue(_iss));
  }
}
var $ZodType, toStandardResult, $ZodString, $ZodNumber, $ZodNumberFormat, $ZodUnknown, NO_SYMBOL_KEYS, $ZodObject, $ZodUnion, $ZodTransform, $ZodOptional, $ZodPipe, $ZodCustom;
var init_schemas = __esm({
  "node_modules/zod/v4/core/schemas.js"() {
    init_checks();
    init_core();
    init_regexes();
    init_util();
    init_versions();
    init_util();
    $ZodType = /* @__PURE__ */ $constructor("$ZodType", (inst, def) => {
      var _a3;
      inst ?? (inst = {});
      inst._zod.def = def;
      inst._zod.bag = inst._zod.bag || {};
      inst._zod.version = version;
      const defChecks = inst._zod.def.checks;
      const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
      for (const ch of checks) {
        for (const fn of ch._zod.onattach) {
          fn(inst);
        }
      }
      if (checks.length === 0) {
        (_a3 = inst._zod).deferred ?? (_a3.deferred = []);
        inst._zod.deferred?.push(() => {
          inst._zod.run = inst._zod.parse;
        });
      } else {
        const runChecks = (payload, checks2, ctx) => {
          if (payload.memo)
            return payload;
          let isAborted = aborted(payload);
          let asyncResult;
          for (const ch of checks2) {
            if (ch._zod.def.when) {
              if (explicitlyAborted(payload))
                continue;
              const shouldRun = ch._zod.def.when(payload);
              if (!shouldRun)
                continue;
            } else if (isAborted) {
              continue;
            }
            const currLen = payload.issues.length;
            const _ = ch._zod.check(payload);
            if (_ instanceof Promise && ctx?.async === false) {
              throw new $ZodAsyncError();
            }
            if (asyncResult || _ instanceof Promise) {
              asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
                await _;
                const nextLen = payload.issues.length;
                if (nextLen === currLen)
                  return;
                attachSchema(payload.issues, currLen, inst);
                if (!isAborted)
                  isAborted = aborted(payload, currLen);
              });
            } else {
              const nextLen = payload.issues.length;
              if (nextLen === currLen)
                continue;
              attachSchema(payload.issues, currLen, inst);
              if (!isAborted)
                isAborted = aborted(payload, currLen);
            }
          }
          if (asyncResult) {
            return asyncResult.then(() => {
              return payload;
            });
          }
          return payload;
        };
        const handleCanaryResult = (canary, payload, ctx) => {
          if (aborted(canary)) {
            canary.aborted = true;
            return canary;
          }
          const checkResult = runChecks(payload, checks, ctx);
          if (checkResult instanceof Promise) {
            if (ctx.async === false)
              throw new $ZodAsyncError();
            return checkResult.then((checkResult2) => inst._zod.parse(checkResult2, ctx));
          }
          return inst._zod.parse(checkResult, ctx);
        };
        inst._zod.run = (payload, ctx) => {
          if (ctx.skipChecks) {
            return inst._zod.parse(payload, ctx);
          }
          if (ctx.direction === "backward") {
            const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
            if (canary instanceof Promise) {
              return canary.then((canary2) => {
                return handleCanaryResult(canary2, payload, ctx);
              });
            }
            return handleCanaryResult(canary, payload, ctx);
          }
          const result = inst._zod.parse(payload, ctx);
          if (result instanceof Promise) {
            if (ctx.async === false)
              throw new $ZodAsyncError();
            return result.then((result2) => runChecks(result2, checks, ctx));
          }
          return runChecks(result, checks, ctx);
        };
      }
    }, {
      // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
      get "~standard"() {
        return hide(this, "~standard", standardProps(this));
      },
      set "~standard"(value) {
        own(this, "~standard", value);
      }
    });
    toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
    $ZodString = /* @__PURE__ */ $constructor("$ZodString", (inst, def) => {
      $ZodType.init(inst, def);
      inst._zod.pattern = def.pattern ?? anyString;
      inst._zod.parse = (payload, _) => {
        if (def.coerce)
          try {
            payload.value = String(payload.value);
          } catch (_2) {
          }
        if (typeof payload.value === "string")
          return payload;
        payload.issues.push({
          expected: "string",
          code: "invalid_type",
          input: payload.value,
          inst
        });
        return payload;
      };
    });
    $ZodNumber = /* @__PURE__ */ $constructor("$ZodNumber", (inst, def) => {
      $ZodType.init(inst, def);
      inst._zod.pattern = number2;
      inst._zod.parse = (payload, _ctx) => {
        if (def.coerce)
          try {
            payload.value = Number(payload.value);
          } catch (_) {
          }
        const input = payload.value;
        if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
          return payload;
        }
        const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
        payload.issues.push({
          expected: "number",
          code: "invalid_type",
          input,
          inst,
          ...received ? { received } : {}
        });
        return payload;
      };
    });
    $ZodNumberFormat = /* @__PURE__ */ $constructor("$ZodNumberFormat", (inst, def) => {
      $ZodCheckNumberFormat.init(inst, def);
      $ZodNumber.init(inst, def);
    });
    $ZodUnknown = /* @__PURE__ */ $constructor("$ZodUnknown", (inst, def) => {
      $ZodType.init(inst, def);
      inst._zod.parse = (payload) => payload;
    });
    NO_SYMBOL_KEYS = [];
    $ZodObject = /* @__PURE__ */ $constructor("$ZodObject", (inst, def) => {
      $ZodType.init(inst, def);
      const desc = Object.getOwnPropertyDescriptor(def, "shape");
      const sh = desc?.get ? desc.get.raw : def.shape ?? {};
      if (sh) {
        const get2 = () => {
          const newSh = { ...sh };
          Object.defineProperty(def, "shape", { value: newSh });
          get2.raw = newSh;
          return newSh;
        };
        get2.raw = sh;
        Object.defineProperty(def, "shape", { get: get2 });
      }
      const _normalized = cached(() => normalizeDef(def));
      defineLazyInternal(inst, "propValues", (zod) => {
        const shape = zod.def.shape;
        const propValues = {};
        for (const key2 in shape) {
          const field3 = shape[key2]._zod;
          if (field3.values) {
            if (!Object.prototype.hasOwnProperty.call(propValues, key2)) {
              assignProp(propValues, key2, /* @__PURE__ */ new Set());
            }
            for (const v of field3.values)
              propValues[key2].add(v);
            if (field3.optin !== void 0)
              propValues[key2].add(void 0);
          }
        }
        return propValues;
      });
      const isObject3 = isObject2;
      const catchall = def.catchall;
      let value;
      const memo = globalConfig.memoizer;
      memo?.attach(inst);
      inst._zod.parse = (payload, ctx) => {
        value ?? (value = _normalized.value);
        const input = payload.value;
        if (!isObject3(input)) {
          payload.issues.push({
            expected: "object",
            code: "invalid_type",
            input,
            inst
          });
          return payload;
        }
        payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
        const proms = [];
        const shape = value.shape;
        const abortEarly = ctx?.abortEarly;
        let seen = payload.issues.length;
        for (const key2 of value.allKeys) {
          if (abortEarly && payload.issues.length !== seen) {
            if (aborted(payload, seen))
              break;
            seen = payload.issues.length;
          }
          if (key2 === "__proto__")
            continue;
          const el = shape[key2];
          const optin = el._zod.optin;
          const optout = el._zod.optout;
          const r = el._zod.run({ value: input[key2], issues: [] }, ctx);
          if (r instanceof Promise) {
            proms.push(r.then((r2) => handlePropertyResult(r2, payload, key2, input, optin, optout)));
          } else {
            handlePropertyResult(r, payload, key2, input, optin, optout);
          }
        }
        if (!catchall) {
          return proms.length ? Promise.all(proms).then(() => payload) : payload;
        }
        return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
      };
    });
    $ZodUnion = /* @__PURE__ */ $constructor("$ZodUnion", (inst, def) => {
      $ZodType.init(inst, def);
      defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
      defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
      defineLazyInternal(inst, "values", (zod) => {
        if (zod.def.options.every((o) => o._zod.values)) {
          return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
        }
        return void 0;
      });
      defineLazyInternal(inst, "pattern", (zod) => {
        if (zod.def.options.every((o) => o._zod.pattern)) {
          const patterns = zod.def.options.map((o) => o._zod.pattern);
          return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
        }
        return void 0;
      });
      const first2 = def.options.length === 1 ? def.options[0]._zod.run : null;
      inst._zod.parse = (payload, ctx) => {
        if (first2) {
          return first2(payload, ctx);
        }
        let async = false;
        const results = [];
        for (const option of def.options) {
          const result = option._zod.run({
            value: payload.value,
            issues: []
          }, ctx);
          if (result instanceof Promise) {
            results.push(result);
            async = true;
          } else {
            if (result.issues.length === 0)
              return result;
            results.push(result);
          }
        }
        if (!async)
          return handleUnionResults(results, payload, inst, ctx);
        return Promise.all(results).then((results2) => {
          return handleUnionResults(results2, payload, inst, ctx);
        });
      };
    });
    $ZodTransform = /* @__PURE__ */ $constructor("$ZodTransform", (inst, def) => {
      $ZodType.init(inst, def);
      inst._zod.optin = "optional";
      globalConfig.memoizer?.guard(inst);
      inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
          throw new $ZodEncodeError(inst.constructor.name);
        }
        const _out = def.transform(payload.value, payload);
        if (ctx.async) {
          const output = _out instanceof Promise ? _out : Promise.resolve(_out);
          return output.then((output2) => {
            payload.value = output2;
            return payload;
          });
        }
        if (_out instanceof Promise) {
          throw new $ZodAsyncError();
        }
        payload.value = _out;
        return payload;
      };
    });
    $ZodOptional = /* @__PURE__ */ $constructor("$ZodOptional", (inst, def) => {
      $ZodType.init(inst, def);
      defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
      inst._zod.optout = "optional";
      defineLazyInternal(inst, "values", (zod) => {
        const values = zod.def.innerType._zod.values;
        return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
      });
      defineLazyInternal(inst, "pattern", (zod) => {
        const pattern = zod.def.innerType._zod.pattern;
        return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
      });
      inst._zod.parse = (payload, ctx) => {
        if (payload.value === void 0) {
          if (def.innerType._zod.optin !== "defaulted")
            return payload;
          const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
          if (result instanceof Promise)
            return result.then((result2) => handleOptionalResult(payload, result2));
          return handleOptionalResult(payload, result);
        }
        return def.innerType._zod.run(payload, ctx);
      };
    });
    $ZodPipe = /* @__PURE__ */ $constructor("$ZodPipe", (inst, def) => {
      $ZodType.init(inst, def);
      defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
      defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
      defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
      defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
      inst._zod.parse = (payload, ctx) => {
        if (ctx.direction === "backward") {
          const right = def.out._zod.run(payload, ctx);
          if (right instanceof Promise) {
            return right.then((right2) => handlePipeResult(right2, def.in, ctx));
          }
          return handlePipeResult(right, def.in, ctx);
        }
        const left = def.in._zod.run(payload, ctx);
        if (left instanceof Promise) {
          return left.then((left2) => handlePipeResult(left2, def.out, ctx));
        }
        return handlePipeResult(left, def.out, ctx);
      };
    });
    $ZodCustom = /* @__PURE__ */ $constructor("$ZodCustom", (inst, def) => {
      $ZodCheck.init(inst, def);
      $ZodType.init(inst, def);
      inst._zod.parse = (payload, _) => {
        return payload;
      };
      inst._zod.check = (payload) => {
        const input = payload.value;
        const r = def.fn(input);
        if (r instanceof Promise) {
          return r.then((r2) => handleRefineResult(r2, payload, input, inst));
        }
        handleRefineResult(r, payload, input, inst);
        return;
      };
    });
  }
});

// node_modules/zod/v4/core/memoizer.js
var init_memoizer = __esm({
  "node_modules/zod/v4/core/memoizer.js"() {
  }
});

// node_modules/zod/v4/locales/index.js
var init_locales = __esm({
  "node_modules/zod/v4/locales/index.js"() {
  }
});

// node_modules/zod/v4/core/registries.js
function registry() {
  return new $ZodRegistry();
}
var _a2, $ZodRegistry, globalRegistry;
var init_registries = __esm({
  "node_modules/zod/v4/core/registries.js"() {
    $ZodRegistry = class {
      constructor() {
        this._map = /* @__PURE__ */ new WeakMap();
        this._idmap = /* @__PURE__ */ new Map();
      }
      add(schema, ..._meta) {
        const meta2 = _meta[0];
        this._map.set(schema, meta2);
        if (meta2 && typeof meta2 === "object" && "id" in meta2) {
          this._idmap.set(meta2.id, schema);
        }
        return this;
      }
      clear() {
        this._map = /* @__PURE__ */ new WeakMap();
        this._idmap = /* @__PURE__ */ new Map();
        return this;
      }
      remove(schema) {
        const meta2 = this._map.get(schema);
        if (meta2 && typeof meta2 === "object" && "id" in meta2) {
          this._idmap.delete(meta2.id);
        }
        this._map.delete(schema);
        return this;
      }
      get(schema) {
        const p = schema._zod.parent;
        if (p) {
          const pm = { ...this.get(p) ?? {} };
          delete pm.id;
          const f = { ...pm, ...this._map.get(schema) };
          return Object.keys(f).length ? f : void 0;
        }
        return this._map.get(schema);
      }
      has(schema) {
        return this._map.has(schema);
      }
    };
    (_a2 = globalThis).__zod_globalRegistry ?? (_a2.__zod_globalRegistry = registry());
    globalRegistry = globalThis.__zod_globalRegistry;
  }
});

// node_modules/zod/v4/core/compile.js
var INVALID, FALLBACK_FLAG;
var init_compile = __esm({
  "node_modules/zod/v4/core/compile.js"() {
    INVALID = Symbol.for("zod.compile.invalid");
    FALLBACK_FLAG = Symbol.for("zod.compile.fallback");
  }
});

// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
  if (def.checks)
    def.checks = [...def.checks];
  return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
  return new Class(snapshotChecks({ type: "string", ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
  return new Class(snapshotChecks({ type: "number", checks: [], ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
  return new Class({
    type: "number",
    check: "number_format",
    abort: false,
    format: "safeint",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
  return new Class({
    type: "unknown"
  });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
  return new $ZodCheckLessThan({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
  return new $ZodCheckGreaterThan({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
  return new $ZodCheckRegex({
    check: "string_format",
    format: "regex",
    ...normalizeParams(params),
    pattern
  });
}
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
  const schema = new Class({
    type: "custom",
    check: "custom",
    fn,
    ...normalizeParams(_params)
  });
  return schema;
}
var init_api = __esm({
  "node_modules/zod/v4/core/api.js"() {
    init_checks();
    init_util();
  }
});

// node_modules/zod/v4/core/to-json-schema.js
var init_to_json_schema = __esm({
  "node_modules/zod/v4/core/to-json-schema.js"() {
  }
});

// node_modules/zod/v4/core/json-schema.js
var init_json_schema = __esm({
  "node_modules/zod/v4/core/json-schema.js"() {
  }
});

// node_modules/zod/v4/core/index.js
var init_core2 = __esm({
  "node_modules/zod/v4/core/index.js"() {
    init_core();
    init_parse();
    init_errors2();
    init_schemas();
    init_memoizer();
    init_checks();
    init_versions();
    init_util();
    init_regexes();
    init_locales();
    init_registries();
    init_doc();
    init_compile();
    init_api();
    init_to_json_schema();
    init_json_schema();
  }
});

// node_modules/zod/v4/mini/parse.js
var init_parse2 = __esm({
  "node_modules/zod/v4/mini/parse.js"() {
    init_core2();
  }
});

// node_modules/zod/v4/mini/schemas.js
// @__NO_SIDE_EFFECTS__
function string2(params) {
  return _string(ZodMiniString, params);
}
// @__NO_SIDE_EFFECTS__
function number3(params) {
  return _number(ZodMiniNumber, params);
}
function int(params) {
  return _int(ZodMiniNumberFormat, params);
}
// @__NO_SIDE_EFFECTS__
function unknown() {
  return _unknown(ZodMiniUnknown);
}
// @__NO_SIDE_EFFECTS__
function object(shape, params) {
  const def = {
    type: "object",
    shape: shape ?? {},
    ...normalizeParams(params)
  };
  return new ZodMiniObject(def);
}
// @__NO_SIDE_EFFECTS__
function extend2(schema, shape) {
  return extend(schema, shape);
}
// @__NO_SIDE_EFFECTS__
function omit2(schema, mask) {
  return omit(schema, mask);
}
// @__NO_SIDE_EFFECTS__
function union(options, params) {
  return new ZodMiniUnion({
    type: "union",
    options,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function transform(fn) {
  return new ZodMiniTransform({
    type: "transform",
    transform: fn
  });
}
// @__NO_SIDE_EFFECTS__
function optional(innerType) {
  return new ZodMiniOptional({
    type: "optional",
    innerType
  });
}
// @__NO_SIDE_EFFECTS__
function pipe(in_, out) {
  return new ZodMiniPipe({
    type: "pipe",
    in: in_,
    out
  });
}
// @__NO_SIDE_EFFECTS__
function refine(fn, _params = {}) {
  return _refine(ZodMiniCustom, fn, _params);
}
var ZodMiniType, ZodMiniString, ZodMiniNumber, ZodMiniNumberFormat, ZodMiniUnknown, ZodMiniObject, ZodMiniUnion, ZodMiniTransform, ZodMiniOptional, ZodMiniPipe, ZodMiniCustom;
var init_schemas2 = __esm({
  "node_modules/zod/v4/mini/schemas.js"() {
    init_core2();
    init_util();
    init_parse2();
    ZodMiniType = /* @__PURE__ */ $constructor("ZodMiniType", (inst, def) => {
      if (!inst._zod)
        throw new Error("Uninitialized schema in ZodMiniType.");
      $ZodType.init(inst, def);
      inst.def = def;
      inst.type = def.type;
    }, {
      // `with` is an alias for `check`: the same function object, not a wrapper.
      get with() {
        return this.check;
      },
      set with(value) {
        own(this, "with", value);
      },
      parse(data, params) {
        return parse2(this, data, params, { callee: this.parse });
      },
      parseAsync(data, params) {
        return parseAsync(this, data, params, { callee: this.parseAsync });
      },
      safeParse(data, params) {
        return safeParse(this, data, params);
      },
      safeParseAsync(data, params) {
        return safeParseAsync(this, data, params);
      },
      check(...checks) {
        const def = this.def;
        return this.clone({
          ...def,
          checks: [
            ...def.checks ?? [],
            ...checks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch)
          ]
        }, { parent: true });
      },
      clone(_def, params) {
        return clone(this, _def, params);
      },
      brand() {
        return this;
      },
      register(reg, meta2) {
        reg.add(this, meta2);
        return this;
      },
      apply(fn, ...args) {
        return args.length === 0 ? fn(this) : fn(this, ...args);
      }
    });
    ZodMiniString = /* @__PURE__ */ $constructor("ZodMiniString", (inst, def) => {
      $ZodString.init(inst, def);
      ZodMiniType.init(inst, def);
    });
    ZodMiniNumber = /* @__PURE__ */ $constructor("ZodMiniNumber", (inst, def) => {
      $ZodNumber.init(inst, def);
      ZodMiniType.init(inst, def);
    });
    ZodMiniNumberFormat = /* @__PURE__ */ $constructor("ZodMiniNumberFormat", (inst, def) => {
      $ZodNumberFormat.init(inst, def);
      ZodMiniNumber.init(inst, def);
    });
    ZodMiniUnknown = /* @__PURE__ */ $constructor("ZodMiniUnknown", (inst, def) => {
      $ZodUnknown.init(inst, def);
      ZodMiniType.init(inst, def);
    });
    ZodMiniObject = /* @__PURE__ */ $constructor("ZodMiniObject", (inst, def) => {
      $ZodObject.init(inst, def);
      ZodMiniType.init(inst, def);
      installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
    });
    ZodMiniUnion = /* @__PURE__ */ $constructor("ZodMiniUnion", (inst, def) => {
      $ZodUnion.init(inst, def);
      ZodMiniType.init(inst, def);
    });
    ZodMiniTransform = /* @__PURE__ */ $constructor("ZodMiniTransform", (inst, def) => {
      $ZodTransform.init(inst, def);
      ZodMiniType.init(inst, def);
    });
    ZodMiniOptional = /* @__PURE__ */ $constructor("ZodMiniOptional", (inst, def) => {
      $ZodOptional.init(inst, def);
      ZodMiniType.init(inst, def);
    });
    ZodMiniPipe = /* @__PURE__ */ $constructor("ZodMiniPipe", (inst, def) => {
      $ZodPipe.init(inst, def);
      ZodMiniType.init(inst, def);
    });
    ZodMiniCustom = /* @__PURE__ */ $constructor("ZodMiniCustom", (inst, def) => {
      $ZodCustom.init(inst, def);
      ZodMiniType.init(inst, def);
    });
  }
});

// node_modules/zod/v4/mini/checks.js
var init_checks2 = __esm({
  "node_modules/zod/v4/mini/checks.js"() {
    init_core2();
  }
});

// node_modules/zod/v4/mini/iso.js
var init_iso = __esm({
  "node_modules/zod/v4/mini/iso.js"() {
  }
});

// node_modules/zod/v4/mini/coerce.js
var init_coerce = __esm({
  "node_modules/zod/v4/mini/coerce.js"() {
  }
});

// node_modules/zod/v4/mini/external.js
var init_external = __esm({
  "node_modules/zod/v4/mini/external.js"() {
    init_core2();
    init_parse2();
    init_schemas2();
    init_checks2();
    init_core2();
    init_locales();
    init_iso();
    init_coerce();
  }
});

// node_modules/zod/mini/index.js
var init_mini = __esm({
  "node_modules/zod/mini/index.js"() {
    init_external();
  }
});

// core/fields/missing_value.ts
function isMissingText(words2) {
  return MISSING.test(words2.trim());
}
function isMissingId(id) {
  return MISSING.test(id) || MISSING_AS_ID.test(id) || UNFILLED.test(id);
}
var MISSING_WORDS, MISSING_ID_WORDS, UNFILLED_WORDS, MISSING, MISSING_AS_ID, UNFILLED, standsForMissing;
var init_missing_value = __esm({
  "core/fields/missing_value.ts"() {
    "use strict";
    MISSING_WORDS = "undefined|[[]object [a-z0-9_]+]|#(n/a|ref!|value!|name[?]|error!|null!|num!|div/0!|spill!|calc!)";
    MISSING_ID_WORDS = "null|none|nan|n/a";
    UNFILLED_WORDS = "[{][{].*[}][}]|[$][{].*[}]";
    MISSING = new RegExp(`^(${MISSING_WORDS})$`, "i");
    MISSING_AS_ID = new RegExp(`^(${MISSING_ID_WORDS})$`, "i");
    UNFILLED = new RegExp(UNFILLED_WORDS);
    standsForMissing = (label) => `The field ${label} holds what stands for a missing value, and no text.`;
  }
});

// core/fields/in_quotes.ts
function inQuotes(labels) {
  return labels.map((label) => `\u201C${label}\u201D`).join(", ");
}
var init_in_quotes = __esm({
  "core/fields/in_quotes.ts"() {
    "use strict";
  }
});

// core/fields/one_text.ts
function notOneText(label) {
  return `The field ${label} needs one text, but something else was mapped.`;
}
function readOneText({ key: key2, label }, given2, nextStep) {
  if (given2 === void 0 || given2 === null) return null;
  const words2 = typeof given2 === "number" && Number.isFinite(given2) ? String(given2) : given2;
  if (typeof words2 !== "string") throw badInput(key2, notOneText(label), nextStep);
  return isBlank(words2) ? null : words2;
}
var init_one_text = __esm({
  "core/fields/one_text.ts"() {
    "use strict";
    init_errors();
    init_unseen();
  }
});

// core/fields/value_schemas.ts
function turned(schema, turn) {
  const turning = transform((value, context) => {
    const refuse = (message) => {
      context.issues.push({ code: "custom", message, input: value });
      return NEVER;
    };
    return turn(value, refuse);
  });
  return pipe(schema, turning);
}
function given(schema) {
  return pipe(transform((value) => isEmpty(value) ? void 0 : value), schema);
}
function optional2(schema) {
  return given(optional(schema));
}
function count(text2) {
  return [...text2].length;
}
function words(field3) {
  const max = field3.maxLength ?? Infinity;
  return union([string2(), turned(number3(), String)], { error: notOneText(field3.label) }).check(
    refine((value) => count(value) <= max, {
      error: (issue2) => `The field ${field3.label} has ${count(String(issue2.input)).toLocaleString("en-US")} characters; it takes at most ${max.toLocaleString("en-US")}.`
    })
  );
}
function wholeNumber(field3) {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = field3;
  const error = ({ input }) => `The field ${field3.label} needs a whole number from ${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}${ofCommas(input)}.`;
  const digits = turned(typed.check(_regex(/^-?\d+(\.0+)?$/)), Number);
  return pipe(union([number3(), digits], { error }), number3({ error }).check(int({ error }), _gte(min, { error }), _lte(max, { error })));
}
function amount(field3) {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = field3;
  const error = ({ input }) => `The field ${field3.label} needs a number from ${min.toLocaleString("en-US")} to ${max.toLocaleString("en-US")}, such as 0.05${ofCommas(input)}.`;
  const digits = turned(typed.check(_regex(/^\$? ?(\d+([.,]\d{1,6})?|[.,]\d{1,6})$/), refine((value) => !MAY_BE_THOUSANDS.test(value))), (value) => Number(value.replace(/^\$ ?/, "").replace(",", ".")));
  return pipe(union([number3(), digits], { error }), number3({ error }).check(_gte(min, { error }), _lte(max, { error })));
}
function oneOf(field3) {
  return turned(words(field3), (value, refuse) => {
    const wanted = foldName(value);
    const found = field3.choices?.find((choice) => foldName(choice.value) === wanted || foldName(choice.label) === wanted);
    if (found) return found.value;
    return refuse(`The field ${field3.label} takes one of: ${inQuotes((field3.choices ?? []).map(({ label }) => label))}.`);
  });
}
function parseFields(schema, values, nextSteps = {}) {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const issue2 = result.error.issues[0];
  const key2 = String(issue2?.path[0] ?? "");
  throw badInput(key2, issue2?.message ?? "A field can not be read.", nextSteps[key2] ?? (mayBeEmpty(schema, key2) ? "Correct it, or leave it empty." : "Correct it; it can not be left empty."));
}
function mayBeEmpty(schema, key2) {
  const field3 = schema instanceof ZodMiniObject ? schema.shape[key2] : void 0;
  return field3 instanceof ZodMiniType && field3.safeParse(void 0).success;
}
var typed, MAY_BE_THOUSANDS, ofCommas;
var init_value_schemas = __esm({
  "core/fields/value_schemas.ts"() {
    "use strict";
    init_mini();
    init_errors();
    init_fold_name();
    init_in_quotes();
    init_plain_digits();
    init_unseen();
    init_one_text();
    typed = pipe(string2(), transform((value) => plainDigits(withoutUnseenEnds(value))));
    MAY_BE_THOUSANDS = /^\D*[1-9]\d*(,\d{3})+$/;
    ofCommas = (input) => MAY_BE_THOUSANDS.test(plainDigits(String(input))) ? "; write a thousand as 1000, without a comma" : "";
  }
});

// core/fields/only_once_id.ts
function onlyOnceId(field3) {
  const error = `The field ${field3.label} holds what stands for a missing value, so all executions would count as the same one.`;
  return turned(optional2(turned(words(field3), withoutUnseenEnds).check(refine((id) => !isMissingId(id), { error }))), (id) => id ?? null);
}
var init_only_once_id = __esm({
  "core/fields/only_once_id.ts"() {
    "use strict";
    init_mini();
    init_unseen();
    init_missing_value();
    init_value_schemas();
  }
});

// core/fields/reuse_field.ts
var REUSE_FIELD;
var init_reuse_field = __esm({
  "core/fields/reuse_field.ts"() {
    "use strict";
    REUSE_FIELD = {
      key: "reuse",
      label: "If the Same Was Made Before",
      help: "The same is the same workflow, inputs, size and seed, and a picture among them counts by what it shows: its finished images are given again, and nothing is paid. Needs an API key; changes inside the workflow are not noticed.",
      type: "line",
      required: false,
      choices: [
        { value: "off", label: "Make it anew" },
        { value: "day", label: "Give it again, within a day" },
        { value: "week", label: "Give it again, within a week" }
      ],
      group: "money"
    };
  }
});

// core/fields/prompt_fields.ts
var STYLES, PROMPT_MAX_LENGTH, PROMPT_FIELDS;
var init_prompt_fields = __esm({
  "core/fields/prompt_fields.ts"() {
    "use strict";
    init_image_sizes();
    STYLES = [
      ["photorealistic", "Photorealistic"],
      ["product-photo", "Product photo"],
      ["illustration", "Illustration"],
      ["3d-render", "3D render"],
      ["watercolor", "Watercolor"],
      ["flat-design", "Flat design"],
      ["line-art", "Line art"],
      ["cinematic", "Cinematic"]
    ];
    PROMPT_MAX_LENGTH = 2e4;
    PROMPT_FIELDS = [
      {
        key: "prompt",
        label: "Prompt",
        help: "Describe the image; it is sent exactly as typed.",
        type: "paragraph",
        required: true,
        maxLength: PROMPT_MAX_LENGTH
      },
      {
        key: "size",
        label: "Size",
        help: "Empty leaves the size to the workflow; a mapped 16:9, 1280x720 or \u201Cstory\u201D is understood as well.",
        type: "line",
        required: false,
        choices: [
          ...IMAGE_SIZES.map(({ key: key2, label }) => ({ value: key2, label })),
          { value: CUSTOM_SIZE, label: "Custom (set Width and Height)" }
        ]
      },
      {
        key: "style",
        label: "Style",
        help: "Used by workflows with a style input; you may also type your own.",
        type: "line",
        required: false,
        choices: STYLES.map(([value, label]) => ({ value, label })),
        maxLength: 200
      },
      {
        key: "image_url",
        label: "Reference Image",
        help: "A public link to an image, for workflows that take one.",
        type: "line",
        required: false,
        placeholder: "https://example.com/product.jpg",
        // Links that are signed run to some thousand characters.
        maxLength: 5e3
      },
      {
        key: "width",
        label: "Width (in Pixels)",
        help: "Only with the size **Custom**; most models take multiples of 16.",
        type: "integer",
        required: false,
        ...SIDE_LIMITS_PX,
        group: "custom_size"
      },
      {
        key: "height",
        label: "Height (in Pixels)",
        help: "Only with the size **Custom**; most models take multiples of 16.",
        type: "integer",
        required: false,
        ...SIDE_LIMITS_PX,
        group: "custom_size"
      },
      {
        key: "seed",
        label: "Seed",
        help: "A whole number: the same seed and prompt give a similar image again.",
        type: "integer",
        required: false,
        min: 0,
        max: 4294967295,
        group: "more"
      },
      {
        key: "more_inputs",
        label: "More Inputs",
        help: "Whatever else the workflow takes: the input\u2019s name on the left, its value on the right.",
        type: "pairs",
        required: false,
        maxLength: 1e4,
        group: "more"
      }
    ];
  }
});

// core/fields/start_fields.ts
var WAIT_CHOICES, START_FIELDS, WAIT_FIELDS;
var init_start_fields = __esm({
  "core/fields/start_fields.ts"() {
    "use strict";
    WAIT_CHOICES = [
      { value: "no", label: "No, continue right away" },
      { value: "up_to_25_s", label: "Up to 25 seconds" },
      { value: "until_finished", label: "Until finished" }
    ];
    START_FIELDS = [
      {
        key: "wait",
        label: "Wait for the Images",
        help: "Wireflow\u2019s pages name 4 to 30 seconds for an image. **Until finished** needs an Only Once ID: the step then pauses and looks again by itself, for up to an hour.",
        type: "line",
        required: false,
        choices: WAIT_CHOICES
      },
      {
        key: "run_id",
        label: "Only Once ID",
        help: "Something unique to this image, such as a row or order ID: the same Only Once ID within 24 hours gives the same execution again and buys nothing.",
        type: "line",
        required: false,
        maxLength: 500,
        group: "money"
      },
      {
        key: "max_credits",
        label: "Maximum Credits",
        help: "The execution is not started if Wireflow estimates more, or if too few credits are left.",
        type: "integer",
        required: false,
        min: 0,
        max: 1e6,
        group: "money"
      },
      {
        key: "test_mode",
        label: "When You Test This Step",
        help: "A sample is free; with a wait it is your last real execution of the workflow, where there is one. Only **Make a real image** spends credits.",
        type: "line",
        required: false,
        choices: [
          { value: "sample", label: "Show a sample" },
          { value: "real", label: "Make a real image" }
        ],
        default: "sample",
        group: "money"
      },
      {
        key: "after_failure",
        label: "If the Execution Failed",
        help: "Only with an **Only Once ID** whose earlier execution failed. Empty starts anew only if Wireflow says that it cost nothing, or nothing at all came of it.",
        type: "line",
        required: false,
        choices: [
          { value: "again_if_free", label: "Start it anew if it surely cost nothing" },
          { value: "same", label: "Give the failed execution again" },
          { value: "again", label: "Start it anew, even if part of it was paid" }
        ],
        group: "money"
      },
      {
        key: "uncertain_cost",
        label: "If the Cost Is Not Certain",
        help: "Only with **Maximum Credits**: Wireflow estimates the workflow as it is saved, and own images, numbers, choices, nodes or a size over one megapixel may cost more. Empty does not start it.",
        type: "line",
        required: false,
        choices: [
          { value: "stop", label: "Do not start the execution" },
          { value: "start", label: "Start it all the same" }
        ],
        group: "money"
      }
    ];
    WAIT_FIELDS = [
      {
        key: "wait",
        label: "Wait for the Images",
        help: "**Until finished** pauses the step and looks again by itself.",
        type: "line",
        required: false,
        choices: WAIT_CHOICES
      },
      {
        key: "longest_wait",
        label: "Longest Wait (in Minutes)",
        help: "Only with **Until finished**; after it the step goes on with the execution as it is. Empty means 60.",
        type: "integer",
        required: false,
        min: 1,
        max: 1440
      }
    ];
  }
});

// core/fields/batch_fields.ts
var PROMPT, SHARED_FIELDS, startField, PROMPTS_FIELD, PROMPT_LINES_FIELD, BATCH_FIELDS;
var init_batch_fields = __esm({
  "core/fields/batch_fields.ts"() {
    "use strict";
    init_prompt_fields();
    init_start_fields();
    [PROMPT, ...SHARED_FIELDS] = PROMPT_FIELDS;
    startField = (key2) => START_FIELDS.find((field3) => field3.key === key2);
    PROMPTS_FIELD = {
      key: "prompts",
      label: "Prompts",
      help: "A list from an earlier step (line items), or one prompt in each box: line breaks and commas inside a prompt stay in it.",
      type: "paragraphs",
      required: false,
      maxLength: PROMPT.maxLength
    };
    PROMPT_LINES_FIELD = {
      key: "prompt_lines",
      label: "Prompts in One Text",
      help: "In place of **Prompts**: each line is a prompt and buys an execution, and empty lines are left out. A single prompt that has line breaks belongs into **Prompts**.",
      type: "paragraph",
      required: false
    };
    BATCH_FIELDS = [
      PROMPTS_FIELD,
      PROMPT_LINES_FIELD,
      ...SHARED_FIELDS,
      startField("wait"),
      {
        ...startField("run_id"),
        help: "Something unique to this list, such as an order ID: with it the step goes on by itself until all are started, and the same Only Once ID within 24 hours buys no prompt twice."
      },
      { ...startField("max_credits"), help: "For all executions together: none is started if Wireflow estimates more, or if too few credits are left." },
      {
        ...startField("test_mode"),
        help: "A sample is free and shows how your prompts are split. Only **Make real images** spends credits, for each prompt.",
        choices: [
          { value: "sample", label: "Show a sample" },
          { value: "real", label: "Make real images" }
        ]
      },
      startField("uncertain_cost")
    ];
  }
});

// core/fields/start_options.ts
var start_options_exports = {};
__export(start_options_exports, {
  readBatchOptions: () => readBatchOptions,
  readStartOptions: () => readStartOptions,
  readWaitOptions: () => readWaitOptions
});
function readStartOptions(values) {
  return parseFields(StartOptions, values);
}
function readBatchOptions(values) {
  return parseFields(BatchOptions, values);
}
function readWaitOptions(values) {
  return parseFields(WaitOptions, values);
}
var FIELDS, BATCH_TEST_MODE, WAIT, LONGEST_WAIT, StartOptions, BatchOptions, WaitOptions;
var init_start_options = __esm({
  "core/fields/start_options.ts"() {
    "use strict";
    init_mini();
    init_only_once_id();
    init_value_schemas();
    init_reuse_field();
    init_batch_fields();
    init_start_fields();
    FIELDS = Object.fromEntries(START_FIELDS.map((field3) => [field3.key, field3]));
    BATCH_TEST_MODE = BATCH_FIELDS.find(({ key: key2 }) => key2 === "test_mode");
    WAIT = FIELDS.wait;
    LONGEST_WAIT = WAIT_FIELDS[1];
    StartOptions = object({
      wait: turned(optional2(oneOf(WAIT)), (value) => value ?? "no"),
      run_id: onlyOnceId(FIELDS.run_id),
      max_credits: turned(optional2(wholeNumber(FIELDS.max_credits)), (value) => value ?? null),
      after_failure: turned(optional2(oneOf(FIELDS.after_failure)), (value) => value ?? "again_if_free"),
      uncertain_cost: turned(optional2(oneOf(FIELDS.uncertain_cost)), (value) => value ?? "stop"),
      reuse: turned(optional2(oneOf(REUSE_FIELD)), (value) => value ?? "off"),
      test_mode: turned(optional2(oneOf(FIELDS.test_mode)), (value) => value ?? "sample")
    });
    BatchOptions = extend2(omit2(StartOptions, { after_failure: true, reuse: true, test_mode: true }), {
      test_mode: turned(optional2(oneOf(BATCH_TEST_MODE)), (value) => value ?? "sample")
    });
    WaitOptions = object({
      wait: turned(optional2(oneOf(WAIT)), (value) => value ?? "no"),
      longest_wait: turned(optional2(wholeNumber(LONGEST_WAIT)), (value) => value ?? 60)
    });
  }
});

// platforms/cli/runs/run_options.ts
async function readRunOptions(values, hasKey) {
  const stray = valueOf2(values, "provider") === void 0 ? OF_PROVIDERS.find((name) => valueOf2(values, name) !== void 0) : void 0;
  if (stray !== void 0) throw badInput(stray, `--${stray} is for the providers beside Wireflow.`, "Use it with --provider, or leave it out.");
  const { readStartOptions: readStartOptions2 } = await Promise.resolve().then(() => (init_start_options(), start_options_exports));
  const given2 = { run_id: valueOf2(values, "run-id"), max_credits: valueOf2(values, "max-credits"), after_failure: valueOf2(values, "after-failure"), uncertain_cost: valueOf2(values, "uncertain-cost"), reuse: valueOf2(values, "reuse") };
  const { run_id: runId2, max_credits: maxCredits, after_failure: afterFailure, uncertain_cost: uncertainCost, reuse } = readStartOptions2(given2);
  const folder = readFolder(values);
  const waitMs2 = readWait(values, hasKey || folder !== null);
  if (folder !== null && waitMs2 === null) throw badInput("out", "--out saves images, and with --wait 0 there are none yet.", "Leave one of them out; save them later with: wireflow wait ID --out DIR");
  return { runId: runId2, afterFailure, reuse, maxCredits, uncertainCost, waitMs: waitMs2, folder };
}
function readFolder(values) {
  const folder = valueOf2(values, "out");
  if (folder?.trim() === "") throw badInput("out", "--out is empty.", "Name the folder for the images, such as --out images.");
  return folder ?? null;
}
function readWait(values, isDefault) {
  const given2 = valueOf2(values, "wait")?.trim();
  if (given2 === void 0) return isDefault ? DEFAULT_WAIT_MS : null;
  const seconds = /^\d{1,6}(\.\d+)?$/.test(given2) ? Number(given2) : NaN;
  if (!(seconds <= LONGEST_WAIT_S)) throw badInput("wait", `--wait needs a number of seconds from 0 to ${LONGEST_WAIT_S.toLocaleString("en-US")}.`, "For example: --wait 120");
  return seconds === 0 ? null : seconds * MS_PER_S3;
}
var MS_PER_S3, DEFAULT_WAIT_S, DEFAULT_WAIT_MS, LONGEST_WAIT_S, OF_PROVIDERS;
var init_run_options = __esm({
  "platforms/cli/runs/run_options.ts"() {
    "use strict";
    init_errors();
    init_command();
    MS_PER_S3 = 1e3;
    DEFAULT_WAIT_S = 300;
    DEFAULT_WAIT_MS = DEFAULT_WAIT_S * MS_PER_S3;
    LONGEST_WAIT_S = 86400;
    OF_PROVIDERS = ["tier", "megapixels", "max-usd"];
  }
});

// core/runs/flux/fallback.ts
var fallback_exports = {};
__export(fallback_exports, {
  FALLBACKS: () => FALLBACKS,
  USD_PER_CREDIT: () => USD_PER_CREDIT,
  bothFailed: () => bothFailed,
  madeElsewhereInWords: () => madeElsewhereInWords,
  maySwitch: () => maySwitch
});
function madeElsewhereInWords({ provider }, { model, cost_usd: costUsd }, why) {
  const price = costUsd === null ? "" : ` for $${dollars(Math.round(costUsd * 1e6))}`;
  const made = `Made by ${model?.split("/").at(-1) ?? "FLUX"} at ${PROVIDER_LABELS[provider]}${price}${why === null ? "" : `, because Wireflow could not start it: ${why}`}`;
  return made.replace(/([^.!?])$/, "$1.");
}
function maySwitch({ kind }) {
  return MAY_SWITCH.has(kind);
}
function bothFailed(first2, second) {
  if (second.kind === "start_unknown") return second.with({ problem: `Wireflow could not start this. ${second.problem}` });
  const why = second.kind === "too_expensive" ? `that can cost more than Maximum Credits allows, a credit taken for $${USD_PER_CREDIT}.` : second.problem;
  return first2.with({ nextStep: `${first2.nextStep} Nor was it made elsewhere: ${why}` });
}
var FALLBACKS, USD_PER_CREDIT, MAY_SWITCH;
var init_fallback = __esm({
  "core/runs/flux/fallback.ts"() {
    "use strict";
    init_dollars();
    init_job();
    FALLBACKS = [
      { key: "bfl", label: "Make it at Black Forest Labs (FLUX.2 Pro)", provider: "bfl", tier: "final" },
      { key: "deepinfra", label: "Make it at DeepInfra (FLUX.2 Pro)", provider: "deepinfra", tier: "final" },
      { key: "replicate", label: "Make it at Replicate (FLUX.2 Pro)", provider: "replicate", tier: "final" },
      // Pro is made by Black Forest Labs behind all three: only a model that others run themselves is a way out of its outage.
      { key: "deepinfra_dev", label: "Make it at DeepInfra with another model (FLUX.2 Dev)", provider: "deepinfra", tier: "standard" }
    ];
    USD_PER_CREDIT = 0.01;
    MAY_SWITCH = /* @__PURE__ */ new Set(["out_of_credits", "bad_key", "forbidden", "rate_limited", "unavailable", "unreachable", "timed_out"]);
  }
});

// core/fields/fallback_field.ts
var NO_FALLBACK, FALLBACK_FIELD;
var init_fallback_field = __esm({
  "core/fields/fallback_field.ts"() {
    "use strict";
    init_fallback();
    NO_FALLBACK = "stop";
    FALLBACK_FIELD = {
      key: "fallback",
      label: "If Wireflow Can\u2019t Start It",
      help: "For a prompt alone: one image is made with your own key of that provider, and billed there; only when surely nothing was started.",
      type: "line",
      required: false,
      choices: [{ value: NO_FALLBACK, label: "Stop" }, ...FALLBACKS.map(({ key: key2, label }) => ({ value: key2, label }))],
      group: "money"
    };
  }
});

// core/fields/fallback_options.ts
var fallback_options_exports = {};
__export(fallback_options_exports, {
  readFallback: () => readFallback
});
function readFallback(values) {
  const { fallback } = parseFields(Options, values);
  return FALLBACKS.find(({ key: key2 }) => key2 === fallback) ?? null;
}
var Options;
var init_fallback_options = __esm({
  "core/fields/fallback_options.ts"() {
    "use strict";
    init_mini();
    init_fallback();
    init_fallback_field();
    init_value_schemas();
    Options = object({ fallback: optional2(oneOf(FALLBACK_FIELD)) });
  }
});

// core/runs/run_id_claim.ts
async function earlierRun(memory, key2, owner, nowMs, from = 0) {
  for (let attempt = from; attempt < MOST_ATTEMPTS; attempt += 1) {
    const claim2 = await memory.get(nameOf(key2, attempt));
    if (!isObject(claim2)) return { attempt };
    if (claim2["isOver"] !== true && await isOwn(claim2, owner)) return readClaim(claim2, attempt, nowMs);
  }
  throw tooManyAttempts();
}
function isClaimed(found) {
  return "executionId" in found;
}
async function startOnce(memory, key2, owner, attempt, nowMs, start2) {
  const name = nameOf(key2, attempt);
  const whose = whoseIs(owner.account);
  const keep = (claim2) => memory.set(name, { ...claim2, ...whose }, KEPT_S2);
  if (!await claimed(memory, name, { startingAtMs: nowMs, by: globalThis.crypto.randomUUID(), ...whose })) {
    const earlier = await earlierRun(memory, key2, owner, nowMs, attempt);
    if (isClaimed(earlier)) return earlier;
    if (earlier.attempt > attempt) return startOnce(memory, key2, owner, earlier.attempt, nowMs, start2);
    throw beingStarted();
  }
  try {
    const started = await start2(attempt === 0 ? key2 : `${key2}-${attempt}`);
    await keep({ executionId: started.id, startedAtMs: nowMs });
    return { executionId: started.id, started, startedAtMs: nowMs, attempt, account: owner.account, wait: null };
  } catch (error) {
    if (!(error instanceof WireflowError) || error.kind === "start_unknown") await keep({});
    else if (isDecided(error)) await keep({ isOver: true });
    else await memory.forget(name);
    throw error;
  }
}
async function renewClaim(memory, key2, { executionId, startedAtMs, attempt, account }, wait) {
  await memory.set(nameOf(key2, attempt), { executionId, startedAtMs, ...whoseIs(account), ...wait === null ? {} : { wait } }, KEPT_S2);
  const kept = await memory.get(nameOf(key2, attempt));
  return isObject(kept) && kept["executionId"] === executionId && readWait2(kept["wait"])?.dueMs === wait?.dueMs;
}
async function endAttempt(memory, key2, { executionId, startedAtMs, attempt, account }) {
  await memory.set(nameOf(key2, attempt), { executionId, startedAtMs, ...whoseIs(account), isOver: true }, KEPT_S2);
}
async function claimed(memory, name, claim2) {
  const isOurs = async () => {
    const kept = await memory.get(name);
    return isObject(kept) && kept["by"] === claim2.by;
  };
  try {
    return await memory.claim(name, claim2, KEPT_S2) || await isOurs();
  } catch (error) {
    if (await isOurs()) return true;
    throw error;
  }
}
async function isOwn(claim2, owner) {
  const account = text(claim2["account"]);
  return account === null || account === owner.account || owner.isOwn(account, text(claim2["executionId"]));
}
function isDecided({ kind, status, canRetry }) {
  return status !== null && !canRetry && kind !== "conflict";
}
function readClaim(claim2, attempt, nowMs) {
  const executionId = text(claim2["executionId"]);
  if (executionId !== null) return { executionId, started: null, startedAtMs: number(claim2["startedAtMs"]) ?? 0, attempt, account: text(claim2["account"]), wait: readWait2(claim2["wait"]) };
  const startingAtMs = number(claim2["startingAtMs"]) ?? 0;
  throw nowMs - startingAtMs < START_LASTS_MS ? beingStarted() : endedUnknown();
}
function readWait2(kept) {
  const [sinceMs, dueMs] = isObject(kept) ? [number(kept["sinceMs"]), number(kept["dueMs"])] : [null, null];
  return sinceMs === null || dueMs === null ? null : { sinceMs, dueMs };
}
function nameOf(key2, attempt) {
  return `run:${key2}${attempt === 0 ? "" : `:${attempt}`}`;
}
function beingStarted() {
  return new WireflowError({
    kind: "conflict",
    problem: "Another step is just starting the execution with this Only Once ID.",
    nextStep: "Nothing was started here; the step is tried again by itself and then gives that execution.",
    canRetry: true
  });
}
function endedUnknown() {
  return new WireflowError({
    kind: "start_unknown",
    problem: "An earlier step with this Only Once ID lost its connection while it started the execution, so the execution may have started.",
    nextStep: "Look at the workflow\u2019s executions in Wireflow; to start it anew, use another Only Once ID."
  });
}
function tooManyAttempts() {
  return new WireflowError({
    kind: "rejected",
    problem: `With this Only Once ID, ${MOST_ATTEMPTS} attempts came to nothing within a day.`,
    nextStep: "Nothing was started. See why the earlier ones failed, then use another Only Once ID."
  });
}
var KEPT_S2, START_LASTS_MS, MOST_ATTEMPTS, whoseIs;
var init_run_id_claim = __esm({
  "core/runs/run_id_claim.ts"() {
    "use strict";
    init_errors();
    init_json();
    KEPT_S2 = 24 * 60 * 60;
    START_LASTS_MS = 6e4;
    MOST_ATTEMPTS = 40;
    whoseIs = (account) => account === null ? {} : { account };
  }
});

// core/runs/flux/way_out.ts
var way_out_exports = {};
__export(way_out_exports, {
  earlierStart: () => earlierStart,
  startOrMakeElsewhere: () => startOrMakeElsewhere
});
async function startOrMakeElsewhere(memory, clock, wayOut) {
  const { before, target: id } = await earlierStart(memory, clock, wayOut);
  const target = { target: id, owner: wayOut.owner };
  if (before !== null && isJobAddress(before)) return wayOut.makeElsewhere(null, target);
  try {
    return await wayOut.start();
  } catch (first2) {
    if (!(first2 instanceof WireflowError) || !maySwitch(first2) || before !== null) throw first2;
    if (!wayOut.isPromptAlone()) throw first2.with({ nextStep: `${first2.nextStep} It was not made elsewhere, since that needs a prompt alone.` });
    return wayOut.makeElsewhere(first2.problem, target).catch((second) => {
      throw second instanceof WireflowError ? bothFailed(first2, second) : second;
    });
  }
}
async function earlierStart(memory, clock, { action, address: address2, owner, workflow, runId: runId2 }) {
  const byAddress = targetOf(action, addressAsTarget(address2));
  if (runId2 === null) return { before: null, target: byAddress };
  const known = await workflow().catch(() => null);
  const target = known?.isCertain ? targetOf(action, known.id) : byAddress;
  for (const one of /* @__PURE__ */ new Set([target, byAddress])) {
    const earlier = await earlierRun(memory, runKey(one, runId2), owner, clock.now());
    if (isClaimed(earlier)) return { before: earlier.executionId, target: one };
  }
  return { before: null, target };
}
var init_way_out = __esm({
  "core/runs/flux/way_out.ts"() {
    "use strict";
    init_errors();
    init_run_id_claim();
    init_run_key();
    init_workflow_of_address();
    init_fallback();
    init_job_address();
  }
});

// core/api/copied_key.ts
function copiedKey(given2) {
  return typeof given2 === "string" ? COPIED_ALONG.reduce((rest, along) => rest.replace(along, ""), given2) : "";
}
var NAME_OF_LINE, QUOTES, BEARER, COPIED_ALONG;
var init_copied_key = __esm({
  "core/api/copied_key.ts"() {
    "use strict";
    init_unseen();
    NAME_OF_LINE = /^.*(?:[ _-]key|apikey|_token|authorization)["'“”‘’`\s]*[=:"'“”‘’`\s]\s*/i;
    QUOTES = /^["'“”‘’`<]+|["'“”‘’`,;>]+$/g;
    BEARER = /^(?:Bearer|Token):?\s+/i;
    COPIED_ALONG = [UNSEEN_ENDS, NAME_OF_LINE, QUOTES, UNSEEN_ENDS, BEARER, QUOTES, UNSEEN_ENDS];
  }
});

// core/providers/provider_key.ts
function readProviderKey(provider, given2) {
  const key2 = copiedKey(given2);
  if (key2 === "") return null;
  if (PRINTABLE.test(key2)) return key2;
  throw new WireflowError({
    kind: "bad_key",
    problem: `The key of ${PROVIDER_LABELS[provider]} holds characters that no key has.`,
    nextStep: `Copy it again from ${PROVIDER_LABELS[provider]} and reconnect, without spaces or line breaks.`
  });
}
var PRINTABLE;
var init_provider_key = __esm({
  "core/providers/provider_key.ts"() {
    "use strict";
    init_copied_key();
    init_errors();
    init_job();
    PRINTABLE = /^[\x21-\x7e]+$/;
  }
});

// core/providers/refusal.ts
function requestIdOf(header) {
  return REQUEST_ID_HEADERS.map(header).find((id) => id !== null && id !== "") ?? null;
}
function errorFromRefusal(provider, refusal, { starts, nowMs }) {
  const words2 = messageOf2(refusal.body);
  return new WireflowError({
    ...explain2(provider, refusal, words2, starts, nowMs),
    status: refusal.status,
    requestId: requestIdOf((name) => refusal.header(name))
  });
}
function explain2(provider, refusal, words2, starts, nowMs) {
  const { status } = refusal;
  const label = PROVIDER_LABELS[provider];
  const saidIn = (text2) => text2 === "" ? "." : `: ${sentence2(text2)}`;
  const said = saidIn(words2);
  const untouched = starts ? "Nothing was started." : "Nothing is lost.";
  if (status === 402 || status >= 400 && status < 500 && saysNoCredit(words2)) {
    return { kind: "out_of_credits", problem: `The ${label} account has no credit left${said}`, nextStep: `${untouched} Add credit at ${label}, or choose another provider.` };
  }
  if (status === 403 && refusal.body === null) return busy("unavailable", `Something between here and ${label}, such as its hosting or a firewall, refused the request (HTTP 403).`, untouched, null);
  const isAboutKey = status === 401 || status === 403;
  const isTooMuch = isAboutKey && saysTooMuch(`${words2} ${errorCodesIn(refusal.body)}`);
  if (isAboutKey && !isTooMuch && saysNotServed(words2)) return { kind: "rejected", problem: `${label} refused the request${said}`, nextStep: `${untouched} The key can stay: look at the account\u2019s plan and billing at ${label}.` };
  if (isAboutKey && !isTooMuch) return refusedKey2(provider, untouched);
  if (status === 429 || isTooMuch) return busy("rate_limited", `${label}\u2019s limit is reached${said}`, untouched, waitOf(refusal, words2, nowMs));
  if (status === 423) return busy("unavailable", `${label} can not run this model at the moment${said}`, untouched, null);
  if (status === 404) return { kind: "not_found", problem: `${label} does not know this ${starts ? "model" : "job"} (any more)${said}`, nextStep: `${untouched} Choose another tier or provider, or check the Job Address.` };
  if (status === 413) return { kind: "too_large", problem: `This is more than ${label} takes in one request.`, nextStep: `${untouched} Use a smaller input image or a shorter prompt.` };
  if (status < 400) {
    const problem = `${label} sends this request to another address (HTTP ${status}), where it is not followed.`;
    return starts ? mayHaveStarted(provider, problem) : { kind: "unavailable", problem, nextStep: `${untouched} Tell the maintainers of this integration that the address has moved.` };
  }
  if (status === 503 && provider === "bfl" && /shedding requests/i.test(words2)) {
    return busy("unavailable", `${label} is over capacity${said}`, untouched, waitOf(refusal, words2, nowMs));
  }
  if (status >= 500 || CLIENT_GONE.has(status)) {
    const problem = `${label} has a problem of its own (HTTP ${status})${starts ? saidIn(withoutAdvice(words2)) : said}`;
    return starts ? mayHaveStarted(provider, problem) : busy("unavailable", problem, untouched, waitOf(refusal, words2, nowMs));
  }
  return { kind: "rejected", problem: `${label} refused the request${said}`, nextStep: `${untouched} Correct the fields of this step, then run it again.` };
}
function refusedKey2(provider, untouched) {
  const how = provider === "bfl" ? " Black Forest Labs takes the key alone, in a header of its own (x-key): paste it without the word \u201CBearer\u201D." : "";
  return {
    kind: "bad_key",
    problem: `${PROVIDER_LABELS[provider]} does not accept the API key of this connection.${how}`,
    nextStep: `${untouched} Copy the key again from ${PROVIDER_LABELS[provider]}, then reconnect with it.`
  };
}
function busy(kind, problem, untouched, retryAfterMs) {
  return { kind, problem, nextStep: `${untouched} The step is tried again by itself after a while.`, retryAfterMs, canRetry: true };
}
function mayHaveStarted(provider, problem) {
  return {
    kind: "start_unknown",
    problem: `${problem} The image may be made and billed all the same.`,
    nextStep: `Look at your usage at ${PROVIDER_LABELS[provider]} before you run this step again, or you may pay twice.`
  };
}
function waitOf({ body, header }, words2, nowMs) {
  const inWords2 = /resets? in ~?(\d+)\s?s/i.exec(words2)?.[1];
  const inBody = body?.["retry_after"] ?? (header("retry-after") === null ? inWords2 : void 0);
  const named2 = readRateLimits((name) => inBody === void 0 && name.toLowerCase() === "retry-after" ? header(name) : null, { retryAfter: inBody }, nowMs).retryAfterMs;
  return named2 === void 0 ? null : named2 + RESERVE_MS;
}
function messageOf2(body) {
  if (body === null) return "";
  const { detail, error } = body;
  const inDetail = isObject(detail) ? first([detail], ["error", "message", "msg"], reasonWordsIn) : null;
  const faults = objectsIn(detail).map(faultOf).filter(Boolean).slice(0, 3).join("; ");
  const inError = isObject(error) ? first([error], ["message", "detail", "code", "type"], reasonWordsIn) : reasonWordsIn(error);
  const words2 = inDetail ?? (faults || null) ?? reasonWordsIn(detail) ?? inError ?? first([body], ["message", "title"], reasonWordsIn) ?? "";
  return unpacked(words2);
}
function unpacked(words2) {
  if (!words2.trimStart().startsWith("{")) return words2;
  try {
    const inner = JSON.parse(words2);
    return isObject(inner) ? messageOf2(inner) : "";
  } catch {
    return "";
  }
}
function faultOf(fault) {
  const place = Array.isArray(fault["loc"]) ? fault["loc"].filter((part) => part !== "body" && text(part) !== null).join(".") : "";
  const words2 = reasonWordsIn(fault["msg"]) ?? "";
  return place === "" ? words2 : `${place}: ${words2}`;
}
function sentence2(words2) {
  return asSentence(words2.replace(/[A-Za-z0-9+/=_-]{120,}/g, "\u2026").replace(/(https?:\/\/[^\s?"'<>]+)\?[^\s"'<>]*/g, "$1"), LONGEST_QUOTE2);
}
var LONGEST_QUOTE2, RESERVE_MS, REQUEST_ID_HEADERS;
var init_refusal2 = __esm({
  "core/providers/refusal.ts"() {
    "use strict";
    init_advice();
    init_rate_limits();
    init_absent_words();
    init_error_codes();
    init_who_answered();
    init_json();
    init_credit_words();
    init_errors();
    init_one_sentence();
    init_job();
    LONGEST_QUOTE2 = 300;
    RESERVE_MS = 1e3;
    REQUEST_ID_HEADERS = ["x-request-id", "x-trace-id", "cf-ray"];
  }
});

// core/providers/exchange.ts
async function exchange(provider, options, keyHeaders, call) {
  const starts = call.starts ?? false;
  try {
    const response = await send(provider, options, keyHeaders, call);
    const body = parse3(response.text);
    if ((response.status < 200 || response.status > 299) && !(body !== null && call.isAnswer?.(body))) {
      const shown = { status: response.status, header: (name) => response.header(name), body };
      throw errorFromRefusal(provider, shown, { starts, nowMs: options.now() });
    }
    if (body === null) throw unreadable2(provider, starts);
    return { body, header: (name) => response.header(name) };
  } catch (error) {
    if (error instanceof WireflowError) throw new Redactor([options.apiKey]).error(error);
    throw error;
  }
}
async function send(provider, options, keyHeaders, call) {
  const starts = call.starts ?? false;
  if (!mayCarryKey(provider, call.url, options.baseUrl)) throw foreignAddress(provider);
  const leftMs = options.deadlineMs - options.now();
  if (leftMs < (starts ? SHORTEST_START_MS2 : SHORTEST_READ_MS)) throw noAnswer(provider, new NetworkError(true, false), starts);
  const limitMs = call.isSlow ? leftMs : starts ? START_TIMEOUT_MS2 : READ_TIMEOUT_MS2;
  try {
    return await options.transport({
      endpoint: `${provider}.${call.label}`,
      method: call.method,
      url: call.url,
      headers: { accept: "application/json", ...keyHeaders, ...call.body === void 0 ? {} : { "content-type": "application/json" } },
      timeoutMs: Math.min(limitMs, leftMs),
      maxReplyBytes: MAX_REPLY_BYTES2,
      signal: options.signal,
      ...call.body === void 0 ? {} : { body: JSON.stringify(call.body) }
    });
  } catch (error) {
    if (error instanceof NetworkError) throw noAnswer(provider, error, starts);
    throw error;
  }
}
function parse3(text2) {
  try {
    const body = parseJson(text2);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}
function noAnswer(provider, error, starts) {
  const label = PROVIDER_LABELS[provider];
  const problem = error.timedOut ? `${label} did not answer in time.` : `The connection to ${label} failed.`;
  if (starts && error.mayHaveArrived) return new WireflowError({ ...mayHaveStarted(provider, problem), cause: error });
  return new WireflowError({
    kind: error.timedOut ? "timed_out" : "unreachable",
    problem,
    nextStep: `${starts ? "Nothing was started" : "Nothing is lost"}: the step is tried again by itself, or can be run again in a few minutes.`,
    canRetry: true,
    cause: error
  });
}
function unreadable2(provider, starts) {
  const problem = `${PROVIDER_LABELS[provider]} sent an answer that can not be read.`;
  if (starts) return new WireflowError(mayHaveStarted(provider, problem));
  return new WireflowError({ kind: "unreadable", problem, nextStep: "Nothing is lost: look again in a few minutes.", canRetry: true });
}
function foreignAddress(provider) {
  return new WireflowError({
    kind: "bad_input",
    problem: `The address of this job is not one of ${PROVIDER_LABELS[provider]}, so the key was not sent there.`,
    nextStep: "Map the Job Address of the step that made the image."
  });
}
function safeWords(words2, options) {
  return words2 === null ? null : new Redactor([options.apiKey]).words(words2);
}
var START_TIMEOUT_MS2, READ_TIMEOUT_MS2, SHORTEST_READ_MS, SHORTEST_START_MS2, MAX_REPLY_BYTES2;
var init_exchange2 = __esm({
  "core/providers/exchange.ts"() {
    "use strict";
    init_network_error();
    init_redact();
    init_json();
    init_errors();
    init_hosts();
    init_job();
    init_refusal2();
    START_TIMEOUT_MS2 = 2e4;
    READ_TIMEOUT_MS2 = 1e4;
    SHORTEST_READ_MS = 1e3;
    SHORTEST_START_MS2 = 5e3;
    MAX_REPLY_BYTES2 = 48 * 1024 * 1024;
  }
});

// core/providers/picture_word.ts
function pictureIn(given2, linkDiesAtMs) {
  const word = given2.trim();
  if (isWebAddress(word)) return { url: word, base64: null, contentType: null, expiresAtMs: linkDiesAtMs };
  const head = HEAD.exec(word.slice(0, 200));
  if (head !== null) return inline(word.slice(head[0].length), head[1]?.toLowerCase() ?? null);
  return BARE.test(word.slice(0, 200).replace(/[\r\n\t]/g, "")) ? inline(word, null) : null;
}
function inline(base64, contentType) {
  return base64.trim() === "" ? null : { url: null, base64, contentType, expiresAtMs: null };
}
var HEAD, BARE;
var init_picture_word = __esm({
  "core/providers/picture_word.ts"() {
    "use strict";
    init_json();
    HEAD = /^(?:data:)?\s*(?:([a-z]+\/[^;,\s]+)?(?:;[^,;]*)*;)?base64\s*,/i;
    BARE = /^[\w+/-]{64,}={0,2}$/;
  }
});

// core/providers/bfl/fields.ts
function bflFields({ offer, prompt, seed, format, inputImages }) {
  const images = inputImages.map(bare);
  const { sides: sides2, aspectRatio, level, model } = offer;
  if (model.family === "flux-3") {
    return {
      prompt,
      aspect_ratio: aspectRatio,
      resolution: level,
      // On by default, it puts the prompt to a web search; nobody here has asked for that.
      grounding: false,
      ...images.length === 0 ? {} : { images }
    };
  }
  const common = { prompt, output_format: format, ...seed === null ? {} : { seed } };
  if (model.family === "ultra") return { ...common, aspect_ratio: aspectRatio, ...images[0] === void 0 ? {} : { image_prompt: images[0] } };
  if (model.family === "kontext") return { ...common, aspect_ratio: aspectRatio, ...numbered(images) };
  return { ...common, width: sides2?.width, height: sides2?.height, ...numbered(images) };
}
function numbered(images) {
  return Object.fromEntries(images.map((image, index) => [index === 0 ? "input_image" : `input_image_${index + 1}`, image]));
}
function bare(image) {
  return image.replace(/^data:[^,]*;base64,/i, "");
}
var init_fields = __esm({
  "core/providers/bfl/fields.ts"() {
    "use strict";
  }
});

// core/providers/bfl/status.ts
function readBflStatus(word) {
  return typeof word === "string" ? wordIn(BFL_STATUS_WORDS, word.trim().toLowerCase().replace(/[\s_-]+/g, " ")) ?? "running" : "running";
}
function isNotFoundWord(word) {
  return typeof word === "string" && /^task not found$/i.test(word.trim());
}
var BFL_STATUS_WORDS;
var init_status = __esm({
  "core/providers/bfl/status.ts"() {
    "use strict";
    init_json();
    BFL_STATUS_WORDS = {
      pending: "queued",
      ready: "completed",
      error: "failed",
      failed: "failed",
      "request moderated": "moderated",
      "content moderated": "moderated"
    };
  }
});

// core/providers/bfl/bfl.ts
function bfl(options) {
  const call = (rest) => exchange("bfl", options, { "x-key": options.apiKey }, rest);
  const { baseUrl } = options;
  return {
    name: "bfl",
    async start(request) {
      const model = request.offer.model.id;
      const startedAtMs = options.now();
      const reply = await call({ label: "start", method: "POST", url: `${baseUrl}/${model}`, body: bflFields(request), starts: true });
      const id = text(reply.body["id"]);
      if (id === null) throw new WireflowError(mayHaveStarted("bfl", "Black Forest Labs accepted the request and named no job."));
      return {
        ...readJob(reply, id, options),
        // The first answer has no state, or that of a webhook: the job is only begun.
        status: "queued",
        error: null,
        model,
        lookUpUrl: lookUpUrlOf(reply.body, id, baseUrl),
        startedAt: isoTime(startedAtMs),
        seed: request.offer.model.takesSeed ? request.seed : null
      };
    },
    async look({ id, lookUpUrl }) {
      const url = lookUpUrl ?? lookUpUrlOf({}, id, baseUrl);
      const reply = await call({ label: "look", method: "GET", url, isAnswer: (body) => typeof body["status"] === "string" && text(body["id"]) !== null });
      if (isNotFoundWord(reply.body["status"])) throw forgotten();
      return { ...readJob(reply, id, options), lookUpUrl: url };
    },
    cancel: null,
    async checkKey() {
      await call({ label: "credits", method: "GET", url: `${baseUrl}/credits` });
    },
    async balance() {
      const { body } = await call({ label: "credits", method: "GET", url: `${baseUrl}/credits` });
      const credits = number(body["credits"]);
      if (credits === null) throw new WireflowError({ kind: "unreadable", problem: "Black Forest Labs did not say how many credits are left.", nextStep: "Look at your account there." });
      return Math.round(credits * MICRO_USD_PER_CREDIT);
    }
  };
}
function lookUpUrlOf(body, id, baseUrl) {
  const named2 = text(body["polling_url"]);
  return named2 !== null && mayCarryKey("bfl", named2, baseUrl) ? named2 : `${baseUrl}/get_result?id=${encodeURIComponent(id)}`;
}
function readJob({ body, header }, id, options) {
  const result = isObject(body["result"]) ? body["result"] : {};
  const said = readBflStatus(body["status"]);
  const images = said === "completed" ? imagesOf2(body, options.now()) : [];
  const status = said === "completed" && images.length === 0 ? "failed" : said;
  const cost = number(body["cost"]);
  return {
    provider: "bfl",
    model: "",
    id,
    lookUpUrl: null,
    status,
    images,
    seed: number(result["seed"]),
    costMicroUsd: wholeTimes(cost, MICRO_USD_PER_CREDIT),
    startedAt: isoTime(result["start_time"]),
    finishedAt: jobHasEnded({ status }) ? isoTime(result["end_time"]) ?? isoTime(options.now()) : null,
    requestId: requestIdOf(header),
    error: status === said ? safeWords(bflReason(said, body), options) : "Black Forest Labs calls the image ready and hands none over."
  };
}
function imagesOf2(body, nowMs) {
  const { result } = body;
  const single = isObject(result) ? [result["sample"], result["url"]] : [result];
  const several = isObject(result) && Array.isArray(result["samples"]) ? result["samples"] : [];
  const words2 = [...single, ...several, ...objectsIn(several).map(({ url }) => url)].filter((word) => typeof word === "string");
  return [...new Set(words2)].flatMap((word) => pictureIn(word, nowMs + LINK_LIVES_MS) ?? []);
}
function bflReason(status, { details, status: word }) {
  if (status !== "failed" && status !== "moderated") return null;
  const known = isObject(details) ? details : {};
  const reasons = known["Moderation Reasons"];
  const list = (Array.isArray(reasons) ? reasons.map((reason) => reasonIn(reason)) : [reasonIn(reasons)]).filter((reason) => reason !== null).join(", ");
  if (status === "moderated") {
    const what = /content/i.test(String(word)) ? "The finished image" : "The prompt or an input image";
    return `${what} was stopped by the content filter of Black Forest Labs${list === "" ? "." : `: ${sentence2(list)}`}`;
  }
  const words2 = first([known], ["error", "message", "detail", "reason"], reasonIn) ?? reasonIn(details);
  return words2 === null ? "Black Forest Labs could not make the image." : sentence2(words2);
}
function forgotten() {
  return new WireflowError({
    kind: "not_found",
    problem: "Black Forest Labs does not know this job (any more).",
    nextStep: "Its images are kept for ten minutes; if they were not fetched by then, the image has to be made again."
  });
}
var LINK_LIVES_MS, MICRO_USD_PER_CREDIT;
var init_bfl = __esm({
  "core/providers/bfl/bfl.ts"() {
    "use strict";
    init_reason();
    init_json();
    init_errors();
    init_exchange2();
    init_hosts();
    init_job();
    init_picture_word();
    init_refusal2();
    init_fields();
    init_status();
    LINK_LIVES_MS = 10 * 6e4;
    MICRO_USD_PER_CREDIT = 1e4;
  }
});

// core/providers/deepinfra/fields.ts
function deepInfraFields({ offer, prompt, seed }) {
  const { sides: sides2, model } = offer;
  return {
    prompt,
    width: sides2?.width,
    height: sides2?.height,
    ...seed === null ? {} : { seed },
    ...model.steps === void 0 ? {} : { num_inference_steps: model.steps }
  };
}
var init_fields2 = __esm({
  "core/providers/deepinfra/fields.ts"() {
    "use strict";
  }
});

// core/providers/deepinfra/images.ts
function deepInfraImages(body, nowMs) {
  const inData = objectsIn(body["data"]).flatMap((item) => [item["b64_json"], item["url"]]);
  const found = [body["images"], body["image_urls"], body["image_url"], body["image"], inData].flat();
  const words2 = found.flatMap((item) => typeof item === "string" ? [item] : objectsIn([item]).flatMap(({ url, b64_json: b64 }) => [url, b64]));
  return [...new Set(words2.filter((word) => typeof word === "string" && word.trim() !== ""))].flatMap((word) => pictureIn(word, nowMs + LINK_LIVES_MS2) ?? []);
}
var LINK_LIVES_MS2;
var init_images2 = __esm({
  "core/providers/deepinfra/images.ts"() {
    "use strict";
    init_json();
    init_picture_word();
    LINK_LIVES_MS2 = 10 * 6e4;
  }
});

// core/providers/deepinfra/deepinfra.ts
function deepinfra(options) {
  const call = (rest) => exchange("deepinfra", options, { authorization: `Bearer ${options.apiKey}` }, rest);
  const { baseUrl } = options;
  return {
    name: "deepinfra",
    async start(request) {
      const model = request.offer.model.id;
      const startedAtMs = options.now();
      const { body, header } = await call({ label: "start", method: "POST", url: `${baseUrl}/inference/${model}`, body: deepInfraFields(request), starts: true, isSlow: true });
      const job = readJob2(body, { model, seed: request.seed, startedAtMs }, options);
      if (!jobHasEnded(job)) throw new WireflowError(mayHaveStarted("deepinfra", "DeepInfra took the request and has not sent the image."));
      return { ...job, requestId: requestIdOf(header) ?? text(body["request_id"]) };
    },
    look() {
      throw new WireflowError({
        kind: "not_found",
        problem: "DeepInfra hands an image over once, in its first answer, and keeps no job to look at.",
        nextStep: "Use the files of the step that made the image."
      });
    },
    cancel: null,
    async checkKey() {
      await call({ label: "rate_limit", method: "GET", url: `${baseUrl}/me/rate_limit` });
    },
    // The only call that knows it also tells card and address, which nobody here needs.
    balance: null
  };
}
function readJob2(body, known, options) {
  const inference = isObject(body["inference_status"]) ? body["inference_status"] : {};
  const images = deepInfraImages(body, options.now());
  const status = statusOf2(body, inference, images.length > 0);
  const cost = number(inference["cost"]);
  return {
    provider: "deepinfra",
    model: known.model,
    id: text(body["request_id"]) ?? "",
    lookUpUrl: null,
    status,
    images: status === "completed" ? images : [],
    seed: first([body], ["seed"], number) ?? known.seed,
    costMicroUsd: wholeTimes(cost, MICRO_USD_PER_USD2),
    startedAt: isoTime(known.startedAtMs),
    finishedAt: jobHasEnded({ status }) ? isoTime(options.now()) : null,
    requestId: null,
    error: safeWords(deepInfraReason(status, body), options)
  };
}
function statusOf2(body, inference, hasImages) {
  const words2 = [inference["status"], body["status"]].map((word) => text(word)?.trim().toLowerCase() ?? null);
  if (words2.some((word) => word !== null && /moderat/.test(word))) return "moderated";
  const known = words2.map((word) => word === null ? void 0 : wordIn(STATUS_WORDS2, word)).filter((status) => status !== void 0);
  if (known.includes("failed")) return hasModerationWords(body) ? "moderated" : "failed";
  if (hasImages) return allFiltered(body) ? "moderated" : "completed";
  if (allFiltered(body)) return "moderated";
  return known.some((status) => status === "queued" || status === "running") ? "running" : "failed";
}
function allFiltered({ nsfw_content_detected: flags }) {
  return Array.isArray(flags) && flags.length > 0 && flags.every((flag) => flag === true);
}
function hasModerationWords(body) {
  return /moderat|nsfw|safety|flagged/i.test(messageOf2(body));
}
function deepInfraReason(status, body) {
  if (status === "moderated") return "The prompt or the image was stopped by the content filter of the model behind DeepInfra.";
  if (status !== "failed") return null;
  const words2 = messageOf2(body);
  return words2 === "" ? "DeepInfra answered without an image." : sentence2(words2);
}
var MICRO_USD_PER_USD2, STATUS_WORDS2;
var init_deepinfra = __esm({
  "core/providers/deepinfra/deepinfra.ts"() {
    "use strict";
    init_json();
    init_errors();
    init_exchange2();
    init_job();
    init_refusal2();
    init_fields2();
    init_images2();
    MICRO_USD_PER_USD2 = 1e6;
    STATUS_WORDS2 = {
      queued: "queued",
      running: "running",
      succeeded: "completed",
      ok: "completed",
      failed: "failed",
      error: "failed"
    };
  }
});

// core/providers/replicate/fields.ts
function replicateFields({ offer, prompt, seed, format, inputImages }) {
  const { sides: sides2, aspectRatio, level, model } = offer;
  const common = { prompt, output_format: FORMATS[format], ...seed === null ? {} : { seed } };
  const [firstImage] = inputImages;
  if (model.family === "schnell") return { ...common, aspect_ratio: aspectRatio, megapixels: level, num_outputs: 1 };
  if (model.family === "ultra") return { ...common, aspect_ratio: aspectRatio, ...firstImage === void 0 ? {} : { image_prompt: firstImage } };
  if (model.family === "kontext") return { ...common, aspect_ratio: aspectRatio, ...firstImage === void 0 ? {} : { input_image: firstImage } };
  return {
    ...common,
    aspect_ratio: "custom",
    width: sides2?.width,
    height: sides2?.height,
    ...inputImages.length === 0 ? {} : { input_images: inputImages },
    // The default, and what the price is for.
    ...model.id.endsWith("-dev") ? { go_fast: true } : {}
  };
}
var FORMATS;
var init_fields3 = __esm({
  "core/providers/replicate/fields.ts"() {
    "use strict";
    FORMATS = { png: "png", jpeg: "jpg" };
  }
});

// core/providers/replicate/replicate.ts
function replicate(options) {
  const call = (rest) => exchange("replicate", options, { authorization: `Bearer ${options.apiKey}` }, rest);
  const { baseUrl } = options;
  const addressOf = (id) => `${baseUrl}/predictions/${encodeURIComponent(id)}`;
  return {
    name: "replicate",
    async start(request) {
      const model = request.offer.model.id;
      const reply = await call({ label: "start", method: "POST", url: `${baseUrl}/models/${model}/predictions`, body: { input: replicateFields(request) }, starts: true });
      const id = text(reply.body["id"]);
      if (id === null) throw new WireflowError(mayHaveStarted("replicate", "Replicate accepted the request and named no job."));
      return { ...readPrediction(reply, id, options), model, seed: request.seed };
    },
    async look({ id, lookUpUrl }) {
      return readPrediction(await call({ label: "look", method: "GET", url: lookUpUrl ?? addressOf(id) }), id, options);
    },
    async cancel({ id }) {
      return readPrediction(await call({ label: "cancel", method: "POST", url: `${addressOf(id)}/cancel` }), id, options);
    },
    async checkKey() {
      await call({ label: "account", method: "GET", url: `${baseUrl}/account` });
    },
    balance: null
  };
}
function readPrediction({ body, header }, knownId, options) {
  const said = wordIn(REPLICATE_STATUS_WORDS, text(body["status"])?.trim().toLowerCase() ?? "") ?? "running";
  const images = said === "completed" ? imagesOf3(body["output"], isoTime(body["completed_at"]), options.now()) : [];
  const words2 = reasonIn(body["error"]);
  const status = said === "completed" && images.length === 0 ? "failed" : said === "failed" && REPLICATE_MODERATION.test(words2?.trim() ?? "") ? "moderated" : said;
  const id = text(body["id"]) ?? knownId;
  const input = isObject(body["input"]) ? body["input"] : {};
  return {
    provider: "replicate",
    model: text(body["model"]) ?? "",
    id,
    lookUpUrl: lookUpUrlOf2(body, id, options.baseUrl),
    status,
    images,
    seed: number(input["seed"]),
    // Replicate names no price in its replies: its cost stays an estimate.
    costMicroUsd: null,
    startedAt: isoTime(body["started_at"]) ?? isoTime(body["created_at"]),
    finishedAt: isoTime(body["completed_at"]) ?? (jobHasEnded({ status }) ? isoTime(options.now()) : null),
    requestId: requestIdOf(header),
    error: safeWords(replicateReason(status, said, words2, body), options)
  };
}
function lookUpUrlOf2(body, id, baseUrl) {
  const named2 = isObject(body["urls"]) ? text(body["urls"]["get"]) : null;
  return named2 !== null && mayCarryKey("replicate", named2, baseUrl) ? named2 : `${baseUrl}/predictions/${encodeURIComponent(id)}`;
}
function imagesOf3(output, completedAt, nowMs) {
  const items = Array.isArray(output) ? output.flat() : [output];
  const words2 = items.map((item) => isObject(item) ? item["url"] ?? item["image"] ?? item["href"] : item);
  const expiresAtMs = (completedAt === null ? nowMs : Date.parse(completedAt)) + LINK_LIVES_MS3;
  return words2.flatMap((word) => typeof word === "string" ? pictureIn(word, expiresAtMs) ?? [] : []);
}
function replicateReason(status, said, words2, body) {
  if (said === "completed" && status === "failed") {
    return body["data_removed"] === true ? "Replicate has removed the image: it keeps one for an hour." : "Replicate calls the image finished and hands none over.";
  }
  if (status === "moderated") return `The prompt or the image was stopped by the model\u2019s content filter: ${sentence2(words2 ?? "")}`;
  if (status === "failed") return words2 === null ? "Replicate could not make the image." : sentence2(words2);
  return null;
}
var LINK_LIVES_MS3, REPLICATE_STATUS_WORDS, REPLICATE_MODERATION;
var init_replicate = __esm({
  "core/providers/replicate/replicate.ts"() {
    "use strict";
    init_reason();
    init_json();
    init_errors();
    init_exchange2();
    init_hosts();
    init_job();
    init_picture_word();
    init_refusal2();
    init_fields3();
    LINK_LIVES_MS3 = 60 * 6e4;
    REPLICATE_STATUS_WORDS = {
      starting: "queued",
      processing: "running",
      succeeded: "completed",
      failed: "failed",
      canceled: "cancelled",
      cancelled: "cancelled",
      aborted: "cancelled"
    };
    REPLICATE_MODERATION = /flagged as sensitive|\bE005\b|nsfw|content moderated|request moderated|moderation|safety (system|filter|check)|^keyerror: ?['"]?sample['"]?$/i;
  }
});

// core/providers/providers.ts
function providerWith(name, options) {
  return ADAPTERS[name](options);
}
var ADAPTERS;
var init_providers = __esm({
  "core/providers/providers.ts"() {
    "use strict";
    init_bfl();
    init_deepinfra();
    init_replicate();
    ADAPTERS = { bfl, deepinfra, replicate };
  }
});

// core/providers/known_providers.ts
import { createHash as createHash4 } from "node:crypto";
function knownProviders({ keys, environment, transport, now, deadlineMs, signal }) {
  const baseUrls = providerBaseUrls(environment);
  const keyOf3 = (name) => readProviderKey(name, keys[PROVIDER_KEY_FIELDS[name]]);
  return {
    baseUrls,
    hasKey: (name) => keyOf3(name) !== null,
    account: (name) => createHash4("sha256").update(`${baseUrls[name]}
${keyOf3(name) ?? ""}`).digest("hex"),
    provider(name) {
      const apiKey = keyOf3(name);
      if (apiKey === null) throw noKey2(PROVIDER_LABELS[name]);
      return providerWith(name, { transport, apiKey, baseUrl: baseUrls[name], now, deadlineMs, signal });
    }
  };
}
function noKey2(label) {
  return new WireflowError({
    kind: "no_key",
    problem: `This step needs a key of ${label}, and the connection has none.`,
    nextStep: `Reconnect Wireflow with your key of ${label}, or choose another provider.`
  });
}
var PROVIDER_KEY_FIELDS;
var init_known_providers = __esm({
  "core/providers/known_providers.ts"() {
    "use strict";
    init_errors();
    init_hosts();
    init_job();
    init_provider_key();
    init_providers();
    PROVIDER_KEY_FIELDS = { bfl: "bfl_key", deepinfra: "deepinfra_key", replicate: "replicate_key" };
  }
});

// core/providers/fit_size.ts
function fitSides(ratio2, pixels, rules) {
  const [across = 1, down = 1] = ratio2.split(":").map(Number);
  const shape = across / down;
  const most = Math.min(pixels, rules.maxPixels);
  let best = null;
  let closest = { width: rules.minPx, height: rules.minPx };
  for (let height = tallest(shape, most, rules); height >= rules.minPx; height -= rules.multiple) {
    const narrow = floorTo(height * shape, rules);
    for (const width of [narrow + rules.multiple, narrow]) {
      if (width < rules.minPx || width > rules.maxPx || width * height > most) continue;
      const isBetter = (other) => width * height >= other.width * other.height;
      if (Math.abs(width / height / shape - 1) <= SHAPE_TOLERANCE) {
        if (best === null || isBetter(best)) best = { width, height };
      } else if (isBetter(closest)) closest = { width, height };
    }
    if (best !== null && (narrow + rules.multiple) * height < best.width * best.height) break;
  }
  return best ?? closest;
}
function tallest(shape, most, { multiple, minPx, maxPx }) {
  const height = Math.min(maxPx, (multiple + Math.sqrt(multiple ** 2 + 4 * shape * most)) / (2 * shape));
  return minPx + Math.floor((height - minPx) / multiple) * multiple;
}
function snapSides({ width, height }, rules) {
  const sides2 = { width: floorTo(width, rules), height: floorTo(height, rules) };
  const fits = [sides2.width, sides2.height].every((side) => side >= rules.minPx && side <= rules.maxPx);
  return fits && sides2.width * sides2.height <= rules.maxPixels ? sides2 : null;
}
function floorTo(side, { multiple }) {
  return Math.floor(side / multiple) * multiple;
}
var SHAPE_TOLERANCE;
var init_fit_size = __esm({
  "core/providers/fit_size.ts"() {
    "use strict";
    SHAPE_TOLERANCE = 0.01;
  }
});

// core/providers/tiers.ts
function tierLabel(tier2) {
  return TIERS.find(({ key: key2 }) => key2 === tier2)?.label ?? tier2;
}
function megapixelLabel(megapixels2) {
  return megapixels2 === 1 ? "1 megapixel" : `${megapixels2} megapixels`;
}
var TIERS, MEGAPIXELS, PIXELS_PER_MEGAPIXEL, ASPECT_RATIOS;
var init_tiers = __esm({
  "core/providers/tiers.ts"() {
    "use strict";
    init_image_sizes();
    TIERS = [
      { key: "draft", label: "Draft (Schnell)" },
      { key: "standard", label: "Standard (Dev)" },
      { key: "final", label: "Final (FLUX.2 Pro)" },
      { key: "max", label: "Max (FLUX.2 Max)" },
      { key: "ultra", label: "Ultra (FLUX 1.1 Pro Ultra)" },
      { key: "flux_3", label: "FLUX 3" },
      { key: "edit", label: "Edit (needs an input image)" }
    ];
    MEGAPIXELS = [1, 2, 4];
    PIXELS_PER_MEGAPIXEL = 1024 * 1024;
    ASPECT_RATIOS = [...new Set(IMAGE_SIZES.map(({ aspectRatio }) => aspectRatio))];
  }
});

// core/providers/models.ts
var FLUX_2_AT_BFL, FLUX_1, OPEN_AT_DEEPINFRA, FLUX_2_AT_REPLICATE, ACTIVE_AT_BFL, ACTIVE_AT_DEEPINFRA, ACTIVE_AT_REPLICATE, bfl2, deepinfra2, replicate2, sides, ratio, MODELS;
var init_models = __esm({
  "core/providers/models.ts"() {
    "use strict";
    init_tiers();
    FLUX_2_AT_BFL = { multiple: 16, minPx: 64, maxPx: 65536, maxPixels: 4 * PIXELS_PER_MEGAPIXEL };
    FLUX_1 = { multiple: 32, minPx: 256, maxPx: 1440, maxPixels: 1440 * 1440 };
    OPEN_AT_DEEPINFRA = { multiple: 32, minPx: 128, maxPx: 1920, maxPixels: 1920 * 1920 };
    FLUX_2_AT_REPLICATE = { multiple: 16, minPx: 256, maxPx: 2048, maxPixels: 2048 * 2048 };
    ACTIVE_AT_BFL = 24;
    ACTIVE_AT_DEEPINFRA = 200;
    ACTIVE_AT_REPLICATE = 600;
    bfl2 = (id, rest) => ({ provider: "bfl", id, mostAtOnce: ACTIVE_AT_BFL, ...rest });
    deepinfra2 = (id, rest) => ({
      provider: "deepinfra",
      id: `black-forest-labs/${id}`,
      mostAtOnce: ACTIVE_AT_DEEPINFRA,
      inputImages: 0,
      ...rest
    });
    replicate2 = (name, rest) => ({
      provider: "replicate",
      id: `black-forest-labs/${name}`,
      mostAtOnce: ACTIVE_AT_REPLICATE,
      ...rest
    });
    sides = (rules) => ({ by: "sides", rules });
    ratio = (levels) => ({ by: "ratio", levels });
    MODELS = [
      deepinfra2("FLUX-1-schnell", { tier: "draft", family: "schnell", sizing: sides(OPEN_AT_DEEPINFRA), takesSeed: true, steps: 4 }),
      replicate2("flux-schnell", { tier: "draft", family: "schnell", sizing: ratio({ 1: "1" }), inputImages: 0, takesSeed: true }),
      bfl2("flux-dev", { tier: "standard", family: "flux-1", sizing: sides(FLUX_1), inputImages: 0, takesSeed: true }),
      deepinfra2("FLUX-2-dev", { tier: "standard", family: "flux-2", sizing: sides(OPEN_AT_DEEPINFRA), takesSeed: true, steps: 28 }),
      replicate2("flux-2-dev", { tier: "standard", family: "flux-2", sizing: sides(FLUX_1), inputImages: 4, takesSeed: true }),
      bfl2("flux-2-pro", { tier: "final", family: "flux-2", sizing: sides(FLUX_2_AT_BFL), inputImages: 8, takesSeed: true }),
      deepinfra2("FLUX-2-pro", { tier: "final", family: "flux-2", sizing: sides(FLUX_1), takesSeed: true }),
      replicate2("flux-2-pro", { tier: "final", family: "flux-2", sizing: sides(FLUX_2_AT_REPLICATE), inputImages: 8, takesSeed: true }),
      bfl2("flux-2-max", { tier: "max", family: "flux-2", sizing: sides(FLUX_2_AT_BFL), inputImages: 8, takesSeed: true }),
      deepinfra2("FLUX-2-max", { tier: "max", family: "flux-2", sizing: sides(FLUX_1), takesSeed: true }),
      replicate2("flux-2-max", { tier: "max", family: "flux-2", sizing: sides(FLUX_2_AT_REPLICATE), inputImages: 8, takesSeed: true }),
      bfl2("flux-pro-1.1-ultra", { tier: "ultra", family: "ultra", sizing: ratio({ 4: null }), inputImages: 1, takesSeed: true }),
      replicate2("flux-1.1-pro-ultra", { tier: "ultra", family: "ultra", sizing: ratio({ 4: null }), inputImages: 1, takesSeed: true }),
      bfl2("flux-3-image", { tier: "flux_3", family: "flux-3", sizing: ratio({ 1: "1k", 2: "1.5k", 4: "2k" }), inputImages: 10, takesSeed: false }),
      bfl2("flux-kontext-pro", { tier: "edit", family: "kontext", sizing: ratio({ 1: null }), inputImages: 4, takesSeed: true }),
      bfl2("flux-2-pro", { tier: "edit", family: "flux-2", sizing: sides(FLUX_2_AT_BFL), inputImages: 8, takesSeed: true }),
      replicate2("flux-kontext-pro", { tier: "edit", family: "kontext", sizing: ratio({ 1: null }), inputImages: 1, takesSeed: true }),
      replicate2("flux-2-pro", { tier: "edit", family: "flux-2", sizing: sides(FLUX_2_AT_REPLICATE), inputImages: 8, takesSeed: true })
    ];
  }
});

// core/providers/offers.ts
function shapeOf(size3) {
  const byPurpose = IMAGE_SIZES.find(({ key: key2 }) => key2 === size3)?.aspectRatio;
  if (byPurpose !== void 0) return { sides: null, aspectRatio: byPurpose };
  if (ASPECT_RATIOS.includes(size3)) return { sides: null, aspectRatio: size3 };
  const [, width, height] = /^(\d{2,5})\s*[x×]\s*(\d{2,5})$/i.exec(size3.trim()) ?? [];
  if (width === void 0 || height === void 0) return null;
  return { sides: { width: Number(width), height: Number(height) }, aspectRatio: nearestRatio(Number(width) / Number(height)) };
}
function findOffer(provider, wish) {
  const shape = shapeOf(wish.size);
  if (shape === null) return null;
  for (const model of MODELS) {
    if (model.provider !== provider || model.tier !== wish.tier || model.inputImages < wish.inputImages) continue;
    const made = make(model, shape, wish.megapixels);
    if (made !== null) return { provider, model, aspectRatio: shape.aspectRatio, ...made };
  }
  return null;
}
function make(model, { sides: sides2, aspectRatio }, megapixels2) {
  const { sizing } = model;
  if (sizing.by === "ratio") {
    const level = sizing.levels[megapixels2];
    return sides2 !== null || level === void 0 ? null : { sides: null, level, megapixels: megapixels2 };
  }
  if (sides2 !== null) {
    const snapped = snapSides(sides2, sizing.rules);
    return snapped && { sides: snapped, level: null, megapixels: megapixelsOf(snapped) };
  }
  const fitted = fitSides(aspectRatio, megapixels2 * PIXELS_PER_MEGAPIXEL, sizing.rules);
  const isLargeEnough = fitted.width * fitted.height >= LEAST_SHARE[megapixels2] * megapixels2 * PIXELS_PER_MEGAPIXEL;
  return isLargeEnough ? { sides: fitted, level: null, megapixels: megapixels2 } : null;
}
function whyNot2(provider, wish) {
  const label = PROVIDER_LABELS[provider];
  const shape = shapeOf(wish.size);
  if (shape === null) return `The field Size knows no size called \u201C${wish.size}\u201D.`;
  const inputs = wish.inputImages > 0 ? ` from ${wish.inputImages === 1 ? "an input image" : `${wish.inputImages} input images`}` : "";
  const what = shape.sides === null ? `${megapixelLabel(wish.megapixels)} in ${shape.aspectRatio}` : wish.size;
  const problem = `${label} has no ${tierLabel(wish.tier)} image of ${what}${inputs}.`;
  const nearest = nearestOffers(provider, wish);
  return nearest.length === 0 ? problem : `${problem} Nearest: ${nearest.map(offerInWords).join(", or ")}.`;
}
function nearestOffers(provider, wish) {
  const ratio2 = shapeOf(wish.size)?.aspectRatio ?? "1:1";
  const sizes = MEGAPIXELS.toSorted((a, b) => distance(a, wish.megapixels) - distance(b, wish.megapixels)).map((megapixels2) => ({ ...wish, size: ratio2, megapixels: megapixels2 }));
  const others = PROVIDERS.filter((other) => other !== provider);
  const elsewhere = [wish, ...sizes].flatMap((size3) => others.map((other) => findOffer(other, size3)));
  const found = (offers) => offers.filter((offer) => offer !== null).slice(0, 1);
  return [...found(sizes.map((size3) => findOffer(provider, size3))), ...found(elsewhere)];
}
function distance(megapixels2, wanted) {
  return megapixels2 <= wanted ? wanted - megapixels2 : 100 + megapixels2;
}
function offerInWords({ provider, megapixels: megapixels2, aspectRatio, sides: sides2 }) {
  const size3 = sides2 === null ? `${megapixelLabel(megapixels2)} in ${aspectRatio}` : `${sides2.width} \xD7 ${sides2.height} (${megapixelLabel(megapixels2)})`;
  return `${size3} at ${PROVIDER_LABELS[provider]}`;
}
function megapixelsOf({ width, height }) {
  return MEGAPIXELS.find((megapixels2) => width * height <= megapixels2 * PIXELS_PER_MEGAPIXEL) ?? 4;
}
function nearestRatio(shape) {
  const far = (ratio2) => {
    const [across = 1, down = 1] = ratio2.split(":").map(Number);
    return Math.abs(Math.log(across / down / shape));
  };
  return ASPECT_RATIOS.reduce((best, ratio2) => far(ratio2) < far(best) ? ratio2 : best, "1:1");
}
var LEAST_SHARE;
var init_offers = __esm({
  "core/providers/offers.ts"() {
    "use strict";
    init_image_sizes();
    init_fit_size();
    init_job();
    init_models();
    init_tiers();
    LEAST_SHARE = { 1: 0.8, 2: 0.9, 4: 0.9 };
  }
});

// core/prices/price_list.ts
var CENT, BFL_PAGE, BFL_FLUX_3, DEEPINFRA_PAGE, REPLICATE_PAGE, REPLICATE_MODEL, UP_TO_4_MP, SIDES_1440, SIDES_1920, SIDES_2048, PRICE_LIST;
var init_price_list = __esm({
  "core/prices/price_list.ts"() {
    "use strict";
    CENT = 1e4;
    BFL_PAGE = "bfl.ai price page";
    BFL_FLUX_3 = "BFL release notes and price page for FLUX 3";
    DEEPINFRA_PAGE = "deepinfra.com/pricing and its public list of models";
    REPLICATE_PAGE = "replicate.com price page";
    REPLICATE_MODEL = "replicate.com page of the model, as read by a public registry";
    UP_TO_4_MP = "4 megapixels, any shape";
    SIDES_1440 = "1440 \xD7 1440";
    SIDES_1920 = "1920 \xD7 1920";
    SIDES_2048 = "2048 \xD7 2048";
    PRICE_LIST = [
      { provider: "bfl", model: "flux-2-pro", rate: { per: "whole megapixel", first: 3 * CENT, further: 1.5 * CENT }, inputPerMegapixel: 1.5 * CENT, largest: UP_TO_4_MP, asOf: "2026-11-16", source: BFL_PAGE, confidence: "high" },
      { provider: "bfl", model: "flux-2-max", rate: { per: "whole megapixel", first: 7 * CENT, further: 3 * CENT }, inputPerMegapixel: 3 * CENT, largest: UP_TO_4_MP, asOf: "2026-11-16", source: BFL_PAGE, confidence: "high" },
      { provider: "bfl", model: "flux-2-flex", rate: { per: "whole megapixel", first: 5 * CENT, further: 5 * CENT }, inputPerMegapixel: 5 * CENT, largest: UP_TO_4_MP, asOf: "2026-11-16", source: BFL_PAGE, confidence: "medium" },
      { provider: "bfl", model: "flux-2-klein-4b", rate: { per: "whole megapixel", first: 1.4 * CENT, further: 0.1 * CENT }, inputPerMegapixel: 0.1 * CENT, largest: UP_TO_4_MP, asOf: "2026-11-16", source: BFL_PAGE, confidence: "high" },
      { provider: "bfl", model: "flux-2-klein-9b", rate: { per: "whole megapixel", first: 1.5 * CENT, further: 0.2 * CENT }, inputPerMegapixel: 0.2 * CENT, largest: UP_TO_4_MP, asOf: "2026-11-16", source: BFL_PAGE, confidence: "high" },
      { provider: "bfl", model: "flux-dev", rate: { per: "image", price: 2.5 * CENT }, largest: SIDES_1440, asOf: "2026-11-16", source: BFL_PAGE, confidence: "high" },
      { provider: "bfl", model: "flux-pro-1.1-ultra", rate: { per: "image", price: 6 * CENT }, largest: "4 megapixels", asOf: "2026-11-16", source: BFL_PAGE, confidence: "high" },
      { provider: "bfl", model: "flux-kontext-pro", rate: { per: "image", price: 4 * CENT }, largest: "1 megapixel", asOf: "2026-11-16", source: BFL_PAGE, confidence: "high" },
      {
        provider: "bfl",
        model: "flux-3-image",
        largest: "4k",
        asOf: "2026-10-01",
        source: BFL_FLUX_3,
        confidence: "high",
        // 1.5k is on no price page: it is what was measured in a week at half price, doubled.
        rate: { per: "level", prices: { "768sq": 4.1 * CENT, "1k": 4.8 * CENT, "1.5k": 7 * CENT, "2k": 10 * CENT, "4k": 60.7 * CENT }, guesses: ["1.5k"] }
      },
      // prettier-ignore
      { provider: "deepinfra", model: "black-forest-labs/FLUX-1-schnell", rate: { per: "exact megapixel", price: 0.05 * CENT, steps: 1 }, largest: SIDES_1920, asOf: "2026-10-05", source: DEEPINFRA_PAGE, confidence: "medium" },
      { provider: "deepinfra", model: "black-forest-labs/FLUX-1-dev", rate: { per: "exact megapixel", price: 0.9 * CENT, steps: 25 }, largest: SIDES_1920, asOf: "2026-10-05", source: DEEPINFRA_PAGE, confidence: "medium" },
      { provider: "deepinfra", model: "black-forest-labs/FLUX-2-dev", rate: { per: "exact megapixel", price: 1 * CENT, steps: 28 }, largest: SIDES_1920, asOf: "2026-10-05", source: DEEPINFRA_PAGE, confidence: "medium" },
      { provider: "deepinfra", model: "black-forest-labs/FLUX-2-pro", rate: { per: "image", price: 1.5 * CENT }, largest: SIDES_1440, asOf: "2026-10-05", source: DEEPINFRA_PAGE, confidence: "medium" },
      { provider: "deepinfra", model: "black-forest-labs/FLUX-2-max", rate: { per: "image", price: 7 * CENT }, upTo: { per: "image", price: 10 * CENT }, largest: SIDES_1440, asOf: "2026-10-05", source: DEEPINFRA_PAGE, confidence: "medium" },
      { provider: "replicate", model: "black-forest-labs/flux-schnell", rate: { per: "image", price: 0.3 * CENT }, largest: "1 megapixel", asOf: "2026-10-07", source: REPLICATE_PAGE, confidence: "high" },
      { provider: "replicate", model: "black-forest-labs/flux-2-dev", rate: { per: "whole megapixel", first: 1.2 * CENT, further: 1.2 * CENT }, upTo: { per: "whole megapixel", first: 1.4 * CENT, further: 1.4 * CENT }, inputPerMegapixel: 1.4 * CENT, largest: SIDES_1440, asOf: "2026-09-19", source: REPLICATE_MODEL, confidence: "medium" },
      { provider: "replicate", model: "black-forest-labs/flux-2-pro", rate: { per: "whole megapixel", first: 3 * CENT, further: 1.5 * CENT }, inputPerMegapixel: 1.5 * CENT, largest: SIDES_2048, asOf: "2026-09-19", source: REPLICATE_MODEL, confidence: "medium" },
      { provider: "replicate", model: "black-forest-labs/flux-2-max", rate: { per: "whole megapixel", first: 7 * CENT, further: 3 * CENT }, inputPerMegapixel: 3 * CENT, largest: SIDES_2048, asOf: "2026-09-19", source: REPLICATE_MODEL, confidence: "medium" },
      { provider: "replicate", model: "black-forest-labs/flux-2-flex", rate: { per: "whole megapixel", first: 6 * CENT, further: 6 * CENT }, inputPerMegapixel: 6 * CENT, largest: SIDES_2048, asOf: "2026-09-19", source: REPLICATE_MODEL, confidence: "medium" },
      { provider: "replicate", model: "black-forest-labs/flux-1.1-pro-ultra", rate: { per: "image", price: 6 * CENT }, largest: "4 megapixels", asOf: "2026-09-19", source: REPLICATE_MODEL, confidence: "medium" },
      { provider: "replicate", model: "black-forest-labs/flux-kontext-pro", rate: { per: "image", price: 4 * CENT }, largest: "1 megapixel", asOf: "2026-09-19", source: REPLICATE_MODEL, confidence: "medium" }
    ];
  }
});

// core/prices/image_price.ts
function priceOf(row, picture, today) {
  const output = ratePrice(row.rate, picture);
  if (output === null) return null;
  const inputs = picture.inputs ?? [];
  const perInput = row.inputPerMegapixel ?? 0;
  const inputPrice = sum(inputs.map((pixels) => perInput * inputMegapixels(pixels ?? PIXELS_PER_MEGAPIXEL)));
  const inputAtMost = sum(inputs.map((pixels) => perInput * (pixels === null ? LARGEST_INPUT_MEGAPIXELS : inputMegapixels(pixels))));
  const highest = Math.max(output, (row.upTo && ratePrice(row.upTo, picture)) ?? 0);
  const isDiscounted = row.discount !== void 0 && today <= row.discount.endsOn;
  const afterDiscount = (price) => isDiscounted && row.discount ? Math.ceil(price * (1e3 - row.discount.thousandths) / 1e3) : price;
  const isGuess = row.rate.per === "level" && (row.rate.guesses ?? []).includes(picture.level ?? "");
  return {
    microUsd: afterDiscount(output + inputPrice),
    // A discount may end between the sum and the bill.
    atMostMicroUsd: highest + inputAtMost,
    basis: "official-formula",
    asOf: row.asOf,
    source: row.source,
    confidence: isGuess ? "low" : row.confidence,
    assumptions: [
      ...row.upTo === void 0 ? [] : [`Another page of the provider says $${dollars(highest)}.`],
      ...isGuess ? ["This size is on no price page: the price was measured."] : [],
      ...isDiscounted && row.discount ? [`A discount of ${row.discount.thousandths / 10} % that ends on ${row.discount.endsOn} is taken off.`] : [],
      ...perInput > 0 && inputs.includes(null) ? ["Each input image is taken for one megapixel; a larger one costs more, up to four."] : []
    ]
  };
}
function estimate(offer, { inputs = [], today }) {
  const row = PRICE_LIST.find(({ provider, model }) => provider === offer.provider && model === offer.model.id);
  if (row === void 0) return null;
  const pixels = offer.sides === null ? offer.megapixels * PIXELS_PER_MEGAPIXEL : offer.sides.width * offer.sides.height;
  const { steps } = offer.model;
  return priceOf(row, { pixels, level: offer.level, inputs, ...steps === void 0 ? {} : { steps } }, today);
}
function ratePrice(rate, { pixels, level, steps }) {
  if (rate.per === "image") return rate.price;
  if (rate.per === "level") return rate.prices[level ?? ""] ?? null;
  if (rate.per === "whole megapixel") return rate.first + (wholeMegapixels(pixels) - 1) * rate.further;
  const share = rate.steps === void 0 ? [1, 1] : [steps ?? rate.steps, rate.steps];
  return Math.ceil(rate.price * pixels * (share[0] ?? 1) / (PIXELS_PER_MEGAPIXEL * (share[1] ?? 1)));
}
function wholeMegapixels(pixels) {
  return Math.max(1, Math.ceil(pixels / PIXELS_PER_MEGAPIXEL));
}
function inputMegapixels(pixels) {
  return Math.min(LARGEST_INPUT_MEGAPIXELS, wholeMegapixels(pixels));
}
function sum(prices) {
  return prices.reduce((total, price) => total + price, 0);
}
var LARGEST_INPUT_MEGAPIXELS;
var init_image_price = __esm({
  "core/prices/image_price.ts"() {
    "use strict";
    init_tiers();
    init_dollars();
    init_price_list();
    LARGEST_INPUT_MEGAPIXELS = 4;
  }
});

// core/prices/compare.ts
function cheapest(offers, inputs, today) {
  const priced = offers.flatMap((offer) => {
    const found = estimate(offer, { inputs, today });
    return found === null ? [] : [{ offer, estimate: found }];
  });
  return priced.toSorted((a, b) => a.estimate.microUsd - b.estimate.microUsd)[0] ?? null;
}
var init_compare = __esm({
  "core/prices/compare.ts"() {
    "use strict";
    init_job();
    init_offers();
    init_tiers();
    init_dollars();
    init_image_price();
  }
});

// core/runs/flux/choose_offer.ts
function chooseOffer(choice, wish, hasKey, today) {
  const inputs = Array(wish.inputImages).fill(null);
  if (wish.tier === "edit" && wish.inputImages === 0) throw badInput("input_image", "The tier Edit changes an image, and the field Input Image is empty.", "Map a file or a link to an image, or choose another tier.");
  if (choice !== CHEAPEST) {
    if (!hasKey(choice)) throw noKey3(PROVIDER_LABELS[choice], choice);
    const offer = findOffer(choice, wish);
    if (offer === null) throw badInput("tier", whyNot2(choice, wish), "Choose another tier, size or provider.");
    return { offer, estimate: estimate(offer, { inputs, today }) };
  }
  const candidates = PROVIDERS.filter(hasKey);
  if (candidates.length === 0) throw noKey3("an image provider", null);
  const offers = candidates.map((provider) => findOffer(provider, wish)).filter((offer) => offer !== null);
  const found = cheapest(offers, inputs, today);
  if (found !== null) return found;
  const [first2 = "bfl"] = candidates;
  throw badInput("tier", `None of the providers that the connection has a key for can make this. ${whyNot2(first2, wish)}`, "Choose another tier or size, or add another provider\u2019s key.");
}
function assertWithinBudget({ offer, estimate: found }, count2, maxUsd) {
  if (maxUsd === null) return;
  const label = PROVIDER_LABELS[offer.provider];
  const atMost = found === null ? null : found.atMostMicroUsd * count2;
  const maxMicroUsd = times(maxUsd, 1e6);
  if (atMost !== null && atMost <= maxMicroUsd) return;
  const cost = atMost === null ? "no price of it is known" : `it can cost up to $${dollars(atMost)} by the prices of ${found?.asOf}`;
  throw new WireflowError({
    kind: "too_expensive",
    field: "max_usd",
    problem: `The field Maximum Cost allows $${dollars(Math.floor(maxMicroUsd))}, and at ${label} ${cost}.`,
    nextStep: "Nothing was started. Raise the maximum, or choose a cheaper tier, size or provider."
  });
}
function noKey3(whose, provider) {
  return new WireflowError({
    kind: "no_key",
    problem: `This step needs a key of ${whose}, and the connection has none.`,
    nextStep: provider === null ? "Reconnect Wireflow with the key of Black Forest Labs, DeepInfra or Replicate." : `Reconnect Wireflow with your key of ${whose}, or choose another provider.`
  });
}
var CHEAPEST;
var init_choose_offer = __esm({
  "core/runs/flux/choose_offer.ts"() {
    "use strict";
    init_amounts();
    init_errors();
    init_compare();
    init_dollars();
    init_image_price();
    init_job();
    init_offers();
    CHEAPEST = "cheapest";
  }
});

// core/runs/made_before.ts
import { createHash as createHash5 } from "node:crypto";
function madeBefore(reuse, { account, target, inputs }) {
  if (reuse === "off") return null;
  const said = JSON.stringify([account, target, inOrder(inputs)]);
  return { key: `made:${createHash5("sha256").update(said).digest("hex")}`, lastsS: LASTS_S[reuse] };
}
function pictureMark(bytes) {
  return `picture:${createHash5("sha256").update(bytes).digest("hex")}`;
}
function inOrder(value) {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a < b ? -1 : 1).map(([name, inner]) => [name, inOrder(inner)]));
}
async function keepMade(memory, { key: key2, lastsS }, value, nowMs) {
  const kept = { ...value, madeAtMs: nowMs };
  await memory.set(key2, kept, lastsS);
  if (lastsS > DAY_S && await memory.get(key2) === null) await memory.set(key2, kept, DAY_S);
}
async function keptMade(memory, { key: key2, lastsS }, nowMs) {
  const value = await memory.get(key2);
  const madeAtMs = isObject(value) ? number(value["madeAtMs"]) : null;
  if (!isObject(value) || madeAtMs === null || nowMs - madeAtMs > lastsS * MS_PER_S4) return null;
  return { value, madeAtMs };
}
async function runMadeBefore(client, memory, plan, nowMs) {
  const kept = await keptMade(memory, plan, nowMs);
  const id = text(kept?.value["executionId"]);
  if (kept === null || id === null) return null;
  const execution = await client.poll(id).catch(() => null);
  if (execution?.status !== "completed" || !isWhole(execution) || imagesOf(execution.outputs).length === 0) return null;
  return await plan.isThere(execution) ? { execution, madeAtMs: kept.madeAtMs } : null;
}
function madeBeforeInWords(madeAtMs) {
  return `Made before from the same inputs, on ${new Date(madeAtMs).toISOString().slice(0, 16).replace("T", " at ")} UTC: it was paid for then, and nothing new was started.`;
}
var DAY_S, LASTS_S, MS_PER_S4;
var init_made_before = __esm({
  "core/runs/made_before.ts"() {
    "use strict";
    init_json();
    init_execution();
    init_images();
    DAY_S = 24 * 60 * 60;
    LASTS_S = { day: DAY_S, week: 7 * DAY_S };
    MS_PER_S4 = 1e3;
  }
});

// core/runs/flux/flux_plan.ts
function choose({ known, clock, plan }) {
  return chooseOffer(plan.choice, plan.wish, (name) => known.hasKey(name), new Date(clock.now()).toISOString().slice(0, 10));
}
function requestOf({ prompt, seed, format, inputImages }, { offer }) {
  return { offer, prompt, seed, format, inputImages };
}
function asMarked({ inputMarks }, request) {
  return { ...request, inputImages: inputMarks ?? request.inputImages };
}
function ownerOfImages(known, provider) {
  const own2 = new Set(PROVIDERS.filter((name) => known.hasKey(name)).map((name) => known.account(name)));
  return { account: provider === null ? null : known.account(provider), isOwn: async (account) => own2.has(account) };
}
function filesOf({ known, key: key2 }, provider) {
  return key2 === null ? null : { key: `files:${known.account(provider)}:${key2}`, lastsS: RUN_ID_LASTS_S };
}
var RUN_ID_LASTS_S;
var init_flux_plan = __esm({
  "core/runs/flux/flux_plan.ts"() {
    "use strict";
    init_job();
    init_choose_offer();
    RUN_ID_LASTS_S = 24 * 60 * 60;
  }
});

// core/runs/learned_looks.ts
function learnedLooks(durationsMs) {
  if (durationsMs.length < FEWEST_RUNS || Math.max(...durationsMs) > MOST_APART * Math.min(...durationsMs)) return null;
  if (unusual(durationsMs.slice(0, -1), durationsMs.at(-1)) !== null) return null;
  const atMs = grid(Math.max(SHORTEST_HORIZON_MS, 2 * Math.max(...durationsMs)));
  return cheapest2(atMs, expected(atMs, durationsMs));
}
function grid(horizonMs) {
  const atMs = [0];
  for (let ms = FIRST_MS; ms < horizonMs; ms *= STEP) atMs.push(Math.round(ms));
  return [...atMs, horizonMs];
}
function expected(atMs, durationsMs) {
  const bell = (ms, middleMs, spread) => Math.exp(-((Math.log(ms / middleMs) / spread) ** 2) / 2) / spread;
  const mass = atMs.map((ms) => {
    if (ms === 0) return 0;
    const seen = durationsMs.reduce((sum2, middleMs) => sum2 + bell(ms, middleMs, BANDWIDTH), 0);
    return seen + ANY_RUN.weight * bell(ms, ANY_RUN.middleMs, ANY_RUN.spread);
  });
  const whole = mass.reduce((sum2, part) => sum2 + part, 0);
  return mass.map((part) => part / whole);
}
function cheapest2(atMs, mass) {
  const ended3 = cumulative(mass);
  const endedMs = cumulative(mass.map((part, point) => part * atMs[point]));
  let leastMs = atMs.map((_, point) => point === 0 ? 0 : Infinity);
  const cameFrom = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const beforeMs = leastMs;
    const from = [];
    leastMs = atMs.map((ms, to) => {
      let least = Infinity;
      for (let point = 0; point < to && ms - atMs[point] >= CLOSEST_MS; point += 1) {
        const waitingMs = (ended3[to] - ended3[point]) * ms - (endedMs[to] - endedMs[point]);
        const costMs = beforeMs[point] + waitingMs + (1 - ended3[point]) * WORTH_OF_A_REQUEST_MS;
        if (costMs < least) [least, from[to]] = [costMs, point];
      }
      return least;
    });
    cameFrom.push(from);
  }
  const looks = [];
  for (let look = LOOKS - 1, point = atMs.length - 1; look >= 0; point = cameFrom[look][point], look -= 1) looks.unshift(atMs[point]);
  return looks;
}
function cumulative(parts) {
  let sum2 = 0;
  return parts.map((part) => sum2 += part);
}
function withDuration(durationsMs, newMs) {
  const before = durationsMs.slice(0, -1);
  const lastMs = durationsMs.at(-1);
  const way = lastMs === void 0 ? null : unusual(before, lastMs);
  if (lastMs !== void 0 && way !== null && way === unusual(before, newMs)) return [lastMs, newMs];
  return [...durationsMs, newMs].slice(-MOST_RUNS);
}
function unusual(beforeMs, newMs) {
  if (beforeMs.length < FEWEST_BEFORE) return null;
  if (newMs < Math.min(...beforeMs) * UNUSUAL.shorter) return "shorter";
  return newMs > Math.max(...beforeMs) * UNUSUAL.longer ? "longer" : null;
}
var FEWEST_RUNS, MOST_APART, UNUSUAL, BANDWIDTH, ANY_RUN, WORTH_OF_A_REQUEST_MS, FIRST_MS, STEP, SHORTEST_HORIZON_MS, CLOSEST_MS, LOOKS, MOST_RUNS, FEWEST_BEFORE;
var init_learned_looks = __esm({
  "core/runs/learned_looks.ts"() {
    "use strict";
    FEWEST_RUNS = 5;
    MOST_APART = 3;
    UNUSUAL = { shorter: 0.85, longer: 1.25 };
    BANDWIDTH = 0.2;
    ANY_RUN = { middleMs: 13e3, spread: 0.55, weight: 0.3 };
    WORTH_OF_A_REQUEST_MS = 350;
    FIRST_MS = 2e3;
    STEP = 1.025;
    SHORTEST_HORIZON_MS = 6e4;
    CLOSEST_MS = 1e3;
    LOOKS = 9;
    MOST_RUNS = 8;
    FEWEST_BEFORE = 5;
  }
});

// core/runs/run_durations.ts
async function knownRuns(memory, address2) {
  const kept = await memory.get(nameOf2(address2));
  if (!isObject(kept)) return NOTHING_KNOWN;
  const { durationsMs, perMinute } = kept;
  return { durationsMs: Array.isArray(durationsMs) ? durationsMs.filter(isDuration) : [], perMinute: typeof perMinute === "number" && perMinute >= 1 ? perMinute : null };
}
async function rememberRuns(memory, addresses, known, runs, perMinute) {
  await rememberDurations(memory, addresses, known, runs.flatMap(({ execution, seenAfterMs }) => durationOf(execution, seenAfterMs)), perMinute);
}
async function rememberDurations(memory, addresses, known, durationsMs, perMinute) {
  const newMs = durationsMs.filter(isDuration);
  const plan = perMinute ?? known.perMinute;
  if (newMs.length === 0 && plan === known.perMinute) return;
  const all = { durationsMs: newMs.reduce(withDuration, known.durationsMs), perMinute: plan };
  await Promise.all([...new Set(addresses)].map((address2) => memory.set(nameOf2(address2), all, KEPT_S3)));
}
function durationOf({ status, startedAt, finishedAt }, seenAfterMs) {
  if (status !== "completed" || startedAt === null || finishedAt === null) return [];
  const durationMs = Date.parse(finishedAt) - Date.parse(startedAt);
  return durationMs <= seenAfterMs ? [durationMs] : [];
}
function isDuration(ms) {
  return typeof ms === "number" && ms >= SHORTEST_MS && ms <= LONGEST_MS2;
}
var KEPT_S3, SHORTEST_MS, LONGEST_MS2, NOTHING_KNOWN, seenBy, nameOf2;
var init_run_durations = __esm({
  "core/runs/run_durations.ts"() {
    "use strict";
    init_account();
    init_json();
    init_learned_looks();
    init_run_key();
    KEPT_S3 = 30 * 24 * 60 * 60;
    SHORTEST_MS = 500;
    LONGEST_MS2 = 10 * 6e4;
    NOTHING_KNOWN = { durationsMs: [], perMinute: null };
    seenBy = (client, address2) => `${accountOf(client)}
${address2}`;
    nameOf2 = (address2) => `run_durations:${markOf(address2)}`;
  }
});

// core/runs/flux/wait_for_jobs.ts
async function waitForJobs(provider, jobs, clock, { sinceMs, deadlineMs, memory, signal }) {
  let seen = { jobs, note: null, isFaulty: false, askedMs: 0 };
  const models = jobs.flatMap(({ provider: name, model }) => model === "" ? [] : [`${name}:${model}`]).slice(0, 1);
  const known = memory === void 0 || models[0] === void 0 ? NOTHING_KNOWN : await knownRuns(memory, models[0]);
  const durationsMs = [];
  let isFirst = true;
  let faults = 0;
  while (seen.jobs.some((job) => !jobHasEnded(job)) && seen.note === null && !signal?.aborted) {
    const affordableMs = deadlineMs - LOOK_MS - clock.now();
    if (affordableMs <= 0) break;
    if (seen.askedMs > affordableMs) break;
    const before = seen.jobs;
    const pauseMs = pauseBeforeMs(clock.now() - sinceMs, known.durationsMs, isFirst, before.filter((job) => !jobHasEnded(job)).length);
    isFirst = false;
    await clock.sleep(Math.min(Math.max(pauseMs, seen.askedMs, faults * FAULT_MS), affordableMs));
    if (signal?.aborted) break;
    const tookMs = clock.now() - sinceMs;
    seen = await lookAtAll(provider, before, tookMs);
    faults = seen.isFaulty ? faults + 1 : 0;
    durationsMs.push(...seen.jobs.flatMap(({ status }, index) => status === "completed" && !jobHasEnded(before[index]) ? [tookMs] : []));
  }
  if (memory !== void 0) await rememberDurations(memory, models, known, durationsMs, null);
  return { jobs: seen.jobs, note: seen.note };
}
function pauseBeforeMs(elapsedMs, durationsMs, isFirst, open3) {
  const closeMs = Math.max(CLOSEST_LOOKS_MS * open3, elapsedMs * LATENESS);
  if (!isFirst) return closeMs;
  const soonestMs = durationsMs.length === 0 ? FIRST_LOOK_MS : Math.min(...durationsMs) * BEFORE_THE_SHORTEST;
  return Math.max(soonestMs - elapsedMs, closeMs);
}
async function lookAtAll(provider, jobs, elapsedMs) {
  let note = null;
  let isFaulty = false;
  let askedMs = 0;
  const looked = jobs.map(async (job) => {
    if (jobHasEnded(job)) return job;
    try {
      return withKnownJobFacts(await provider.look(job), job);
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      const mayPass = error.canRetry || error.kind === "not_found" && elapsedMs < UNKNOWN_AT_FIRST_MS;
      isFaulty = true;
      askedMs = Math.max(askedMs, error.retryAfterMs ?? 0);
      if (!mayPass) note = `The image was started, but it could not be looked at: ${error.problem} ${error.nextStep}`;
      return job;
    }
  });
  const seen = await Promise.all(looked);
  return { jobs: seen, note, isFaulty, askedMs };
}
var LOOK_MS, FIRST_LOOK_MS, CLOSEST_LOOKS_MS, LATENESS, FAULT_MS, BEFORE_THE_SHORTEST, UNKNOWN_AT_FIRST_MS;
var init_wait_for_jobs = __esm({
  "core/runs/flux/wait_for_jobs.ts"() {
    "use strict";
    init_errors();
    init_job();
    init_run_durations();
    LOOK_MS = 2e3;
    FIRST_LOOK_MS = 2e3;
    CLOSEST_LOOKS_MS = 700;
    LATENESS = 1 / 12;
    FAULT_MS = 1e3;
    BEFORE_THE_SHORTEST = 0.85;
    UNKNOWN_AT_FIRST_MS = 15e3;
  }
});

// core/runs/flux/images_made_before.ts
function imagesMadeBefore(known, reuse, { offer, ...sent }, count2) {
  const { provider, model, sides: sides2, aspectRatio, level } = offer;
  return madeBefore(reuse, {
    account: known.account(provider),
    target: `flux
${provider}
${model.id}`,
    inputs: { ...sent, sides: sides2, aspectRatio, level, steps: model.steps ?? null, count: count2 }
  });
}
async function keepImages(memory, before, jobs, files, madeAtMs) {
  const facts = jobs.map(({ provider, model, id, lookUpUrl, seed, costMicroUsd, startedAt, finishedAt, requestId }) => ({ provider, model, id, lookUpUrl, seed, costMicroUsd, startedAt, finishedAt, requestId }));
  await keepMade(memory, before, { jobs: facts, ...files === null ? {} : { files } }, madeAtMs);
}
async function whenMade(memory, before, address2, nowMs) {
  const kept = await keptMade(memory, before, nowMs);
  const jobs = objectsIn(kept?.value["jobs"]).map(readJob3).filter((job) => job !== null);
  return kept !== null && jobAddress(jobs) === address2 ? kept.madeAtMs : null;
}
async function findImages(known, memory, before, keeper, nowMs) {
  const kept = await keptMade(memory, before, nowMs);
  const jobs = objectsIn(kept?.value["jobs"]).map(readJob3).filter((job) => job !== null);
  if (kept === null || jobs.length === 0) return null;
  const { madeAtMs } = kept;
  const files = objectsIn(kept.value["files"]).map(readFile2).filter((file) => file !== null);
  if (files.length > 0 && (await Promise.all(files.map((file) => keeper.isThere(file)))).every(Boolean)) {
    return { jobs: jobs.map((job) => ({ ...job, status: "completed" })), files, madeAtMs };
  }
  const seen = await lookAgain(known, jobs);
  const fetched = seen === null ? null : await keeper.store(seen);
  if (seen === null || fetched === null) return null;
  await keepImages(memory, before, seen, fetched, madeAtMs);
  return { jobs: seen, files: fetched, madeAtMs };
}
async function lookAgain(known, jobs) {
  const [first2] = jobs;
  if (first2 === void 0 || jobs.some(({ lookUpUrl }) => lookUpUrl === null)) return null;
  const addresses = safely(() => readJobAddress(jobAddress(jobs), known.baseUrls));
  if (addresses?.length !== jobs.length || addresses.some(({ provider }) => provider !== first2.provider)) return null;
  const { jobs: seen } = await lookAtAll(known.provider(first2.provider), jobs, Infinity).catch(() => ({ jobs: [] }));
  return seen.length === jobs.length && seen.every((job) => jobHasEnded(job) && job.status === "completed" && job.images.length > 0) ? seen : null;
}
function safely(read2) {
  try {
    return read2();
  } catch {
    return null;
  }
}
function readJob3(kept) {
  const provider = PROVIDERS.find((name) => name === kept["provider"]);
  const id = typeof kept["id"] === "string" ? kept["id"] : null;
  if (provider === void 0 || id === null) return null;
  return {
    ...unknownJob({ provider, id, lookUpUrl: text(kept["lookUpUrl"]), model: text(kept["model"]) ?? "" }),
    seed: number(kept["seed"]),
    costMicroUsd: number(kept["costMicroUsd"]),
    startedAt: text(kept["startedAt"]),
    finishedAt: text(kept["finishedAt"]),
    requestId: text(kept["requestId"])
  };
}
function readFile2(kept) {
  const address2 = isObject(kept) ? text(kept["address"]) : null;
  if (!isObject(kept) || address2 === null) return null;
  return { address: address2, width: number(kept["width"]), height: number(kept["height"]), contentType: text(kept["contentType"]), filename: text(kept["filename"]) };
}
var init_images_made_before = __esm({
  "core/runs/flux/images_made_before.ts"() {
    "use strict";
    init_json();
    init_job();
    init_made_before();
    init_job_address();
    init_wait_for_jobs();
  }
});

// core/runs/flux/begun_images.ts
async function waitAsPlanned(step, { jobs, sinceMs, note, estimate: estimate2, before, isKept: keptNow }) {
  const { known, memory, clock, plan } = step;
  const [first2] = jobs;
  const seen = plan.wait === "no" || first2 === void 0 ? { jobs, note: null } : await waitForJobs(known.provider(first2.provider), jobs, clock, { sinceMs, deadlineMs: plan.deadlineMs, memory });
  const result = (more) => {
    const message = [note, seen.note, more].filter((words2) => words2 !== null).join(" ") || null;
    return { result: resultOf(step, { jobs: seen.jobs, estimate: estimate2, message, before, madeAtMs: sinceMs }) };
  };
  if (seen.note !== null || seen.jobs.every(jobHasEnded)) return result(null);
  const mayComeBack = plan.wait === "until_finished" && plan.canLookAgain && clock.now() - sinceMs < LONGEST_WAIT_MS;
  if (mayComeBack && await keptNow()) return { lookAgainInMs: LOOK_AGAIN_MS };
  return result("The images are still being made; look again with Find Flux Job and the Job Address.");
}
function resultOf(step, { jobs, estimate: estimate2, message, files = null, before = null, madeAtMs }) {
  const { memory, clock, plan } = step;
  const [first2] = jobs;
  return {
    jobs,
    estimate: estimate2,
    message,
    files,
    async keep(kept) {
      if (kept.length === 0 || jobs.length !== plan.count || !jobs.every(({ status }) => status === "completed")) return;
      const places = [before, first2 === void 0 ? null : filesOf(step, first2.provider)].filter((place) => place !== null);
      await Promise.all(places.map((place) => keepImages(memory, place, jobs, kept, madeAtMs ?? clock.now())));
    }
  };
}
var LONGEST_WAIT_MS, LOOK_AGAIN_MS;
var init_begun_images = __esm({
  "core/runs/flux/begun_images.ts"() {
    "use strict";
    init_job();
    init_flux_plan();
    init_images_made_before();
    init_wait_for_jobs();
    LONGEST_WAIT_MS = 60 * 6e4;
    LOOK_AGAIN_MS = 3e4;
  }
});

// core/runs/flux/buy_images.ts
async function buyImages(provider, request, count2, when) {
  const jobs = [];
  const errors = [];
  let next = 0;
  const work = async () => {
    while (next < count2 && errors.length === 0) {
      const index = next;
      next += 1;
      try {
        jobs[index] = await startWhenAllowed(provider, { ...request, seed: request.seed === null ? null : request.seed + index }, when);
      } catch (error) {
        if (!(error instanceof WireflowError)) throw error;
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(count2, AT_ONCE[provider.name]) }, work));
  const known = jobs.filter(Boolean);
  const worst = errors.find(({ kind }) => kind === "start_unknown") ?? errors[0];
  if (known.length === 0 && worst !== void 0) throw worst;
  return { jobs: known, note: worst === void 0 ? null : missingInWords(known.length, count2, worst) };
}
async function startWhenAllowed(provider, request, { clock, deadlineMs, signal }) {
  for (; ; ) {
    if (signal?.aborted) throw stopped();
    try {
      return await provider.start(request);
    } catch (error) {
      const waitMs2 = error instanceof WireflowError && error.kind !== "start_unknown" && error.canRetry ? error.retryAfterMs : null;
      if (waitMs2 === null || waitMs2 <= 0 || clock.now() + waitMs2 > deadlineMs - START_MS) throw error;
      await clock.sleep(waitMs2);
    }
  }
}
function stopped() {
  return new WireflowError({ kind: "unavailable", problem: "The step was stopped.", nextStep: "Nothing was started. Run it again." });
}
function missingInWords(known, count2, { problem, nextStep, kind }) {
  const rest = kind === "start_unknown" ? nextStep : "The others were not started.";
  return `${known} of ${count2} images ${known === 1 ? "was" : "were"} started. ${problem} ${rest}`;
}
var AT_ONCE, START_MS;
var init_buy_images = __esm({
  "core/runs/flux/buy_images.ts"() {
    "use strict";
    init_errors();
    AT_ONCE = { bfl: 4, deepinfra: 4, replicate: 1 };
    START_MS = 6e3;
  }
});

// core/runs/flux/earlier_images.ts
async function goOn(step, claimed2) {
  const seen = await lookAtEarlier(step, claimed2);
  return "begun" in seen ? waitAsPlanned(step, seen.begun) : seen;
}
async function lookAtEarlier(step, { executionId, startedAtMs }) {
  const { known, memory, clock, plan } = step;
  const references = readJobAddress(executionId, known.baseUrls);
  const [first2] = references;
  const files = first2 === void 0 ? null : filesOf(step, first2.provider);
  const found = files === null || plan.keeper === null ? null : await findImages(known, memory, files, plan.keeper, clock.now());
  if (found !== null && jobAddress(found.jobs) === executionId) return { result: resultOf(step, { jobs: found.jobs, estimate: null, message: STARTED_BEFORE, files: found.files }) };
  if (first2 === void 0 || !known.hasKey(first2.provider)) return { result: resultOf(step, { jobs: references.map(unknownJob), estimate: null, message: STARTED_BEFORE }) };
  const looked = await lookAtAll(known.provider(first2.provider), references.map(unknownJob), clock.now() - startedAtMs);
  if (looked.note !== null) return { result: resultOf(step, { jobs: looked.jobs, estimate: null, message: `${STARTED_BEFORE} ${looked.note}` }) };
  return { begun: { jobs: looked.jobs, sinceMs: startedAtMs, note: STARTED_BEFORE, estimate: null, before: await sameBefore(step, executionId), isKept: async () => true } };
}
async function sameBefore(step, address2) {
  const { known, memory, clock, plan } = step;
  if (plan.reuse === "off") return null;
  try {
    const before = imagesMadeBefore(known, plan.reuse, asMarked(plan, requestOf(plan, choose(step))), plan.count);
    return before !== null && await whenMade(memory, before, address2, clock.now()) !== null ? before : null;
  } catch (error) {
    if (error instanceof WireflowError) return null;
    throw error;
  }
}
var STARTED_BEFORE;
var init_earlier_images = __esm({
  "core/runs/flux/earlier_images.ts"() {
    "use strict";
    init_errors();
    init_job();
    init_begun_images();
    init_flux_plan();
    init_images_made_before();
    init_job_address();
    init_wait_for_jobs();
    STARTED_BEFORE = "A step with this Only Once ID has started these images before; nothing new was started.";
  }
});

// core/runs/flux/flux_run.ts
async function runFlux(known, memory, clock, plan) {
  const key2 = plan.runId === null ? null : runKey(plan.target ?? `flux
${plan.wish.tier}`, plan.runId);
  const step = { known, memory, clock, plan, key: key2 };
  const earlier = key2 === null ? { attempt: 0 } : await earlierRun(memory, key2, plan.owner ?? ownerOfImages(known, null), clock.now());
  if (!isClaimed(earlier)) return startNow(step, earlier.attempt, null);
  const seen = await lookAtEarlier(step, earlier);
  if (!("begun" in seen)) return seen;
  if (!mayBuyAnew(seen.begun.jobs, plan.afterFailure)) return waitAsPlanned(step, seen.begun);
  return startNow(step, earlier.attempt + 1, earlier);
}
function mayBuyAnew(jobs, choice) {
  if (choice === "same" || jobs.length === 0 || !jobs.every((job) => jobHasEnded(job) && job.status !== "completed")) return false;
  return choice === "again" || jobs.every(({ costMicroUsd }) => costMicroUsd === 0);
}
async function startNow(step, attempt, failed2) {
  const { known, memory, clock, plan, key: key2 } = step;
  const chosen = choose(step);
  const request = requestOf(plan, chosen);
  const before = imagesMadeBefore(known, plan.reuse, asMarked(plan, request), plan.count);
  const found = before === null || plan.keeper === null ? null : await findImages(known, memory, before, plan.keeper, clock.now());
  if (found !== null) return giveAgain(step, attempt, request.offer.provider, found);
  assertWithinBudget(chosen, plan.count, plan.maxUsd);
  const sinceMs = clock.now();
  let bought = null;
  const buy = async () => {
    bought = await buyImages(known.provider(chosen.offer.provider), request, plan.count, { clock, deadlineMs: plan.deadlineMs });
    return unknownExecution(jobAddress(bought.jobs));
  };
  const claimed2 = key2 === null ? null : await startOnce(memory, key2, plan.owner ?? ownerOfImages(known, request.offer.provider), attempt, sinceMs, buy);
  if (claimed2 === null) await buy();
  else if (claimed2.started === null) return goOn(step, claimed2);
  const { jobs, note } = boughtNow(bought);
  const notes = [...failed2 === null ? [] : [STARTED_ANEW], ...note === null ? [] : [note]];
  const begun = { jobs, sinceMs, note: notes.join(" ") || null, estimate: chosen.estimate, before, isKept: () => isKept(step) };
  const [verdict] = await Promise.all([waitAsPlanned(step, begun), remember(step, begun, claimed2, failed2)]);
  return verdict;
}
async function remember({ memory, plan, key: key2 }, { jobs, before, sinceMs }, claimed2, failed2) {
  const haveFailed = jobs.every((job) => jobHasEnded(job) && job.status !== "completed");
  if (before !== null && !haveFailed && jobs.length === plan.count) await keepImages(memory, before, jobs, null, sinceMs);
  if (key2 === null || claimed2 === null) return;
  if (failed2 !== null) await endAttempt(memory, key2, failed2);
  if (jobs.every(({ lookUpUrl }) => lookUpUrl === null) && mayBuyAnew(jobs, plan.afterFailure)) await endAttempt(memory, key2, claimed2);
}
async function giveAgain(step, attempt, provider, { jobs, files, madeAtMs }) {
  const { known, memory, clock, plan, key: key2 } = step;
  const claimed2 = key2 === null ? null : await startOnce(memory, key2, plan.owner ?? ownerOfImages(known, provider), attempt, clock.now(), async () => unknownExecution(jobAddress(jobs)));
  if (claimed2 !== null && claimed2.started === null) return goOn(step, claimed2);
  const result = resultOf(step, { jobs, estimate: null, message: madeBeforeInWords(madeAtMs), files });
  await result.keep(files);
  return { result };
}
async function isKept({ known, memory, key: key2, clock, plan }) {
  const kept = key2 === null ? null : await earlierRun(memory, key2, plan.owner ?? ownerOfImages(known, null), clock.now()).catch(() => null);
  return kept !== null && isClaimed(kept);
}
function boughtNow(bought) {
  return bought ?? { jobs: [], note: null };
}
var STARTED_ANEW;
var init_flux_run = __esm({
  "core/runs/flux/flux_run.ts"() {
    "use strict";
    init_execution();
    init_job();
    init_made_before();
    init_run_id_claim();
    init_run_key();
    init_begun_images();
    init_buy_images();
    init_choose_offer();
    init_earlier_images();
    init_flux_plan();
    init_images_made_before();
    init_job_address();
    STARTED_ANEW = "The earlier images with this Only Once ID failed, so new ones were started.";
  }
});

// platforms/cli/files/write_whole.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { rename as rename2, rm as rm3, writeFile as writeFile2 } from "node:fs/promises";
async function writeWhole(file, content2, { ending = "", ...how } = {}) {
  const fresh = `${file}.${randomUUID2()}${ending}`;
  await beside(fresh, async () => {
    try {
      await writeFile2(fresh, content2, { flag: "wx", ...how });
      await rename2(fresh, file);
    } catch (error) {
      await rm3(fresh, { force: true });
      throw error;
    }
  });
}
var init_write_whole = __esm({
  "platforms/cli/files/write_whole.ts"() {
    "use strict";
    init_unfinished();
  }
});

// platforms/cli/files/file_memory.ts
import { createHash as createHash6 } from "node:crypto";
import { mkdir as mkdir2, open as open2, readdir, readFile as readFile3, rm as rm4, stat } from "node:fs/promises";
import path2 from "node:path";
function fileMemory(folder, now) {
  const fileOf2 = (key2) => path2.join(folder, `${createHash6("sha256").update(key2).digest("hex")}.json`);
  let isSwept = false;
  const memory = {
    async get(key2) {
      const kept = await read(fileOf2(key2)).catch(() => null);
      return kept === null || kept === "unread" || kept.expiresAtMs <= now() ? null : kept.value;
    },
    async set(key2, value, ttlSeconds) {
      await replace(folder, fileOf2(key2), content(value, ttlSeconds, now())).catch(() => void 0);
    },
    async claim(key2, value, ttlSeconds) {
      const file = fileOf2(key2);
      const words2 = content(value, ttlSeconds, now());
      try {
        await mkdir2(folder, { recursive: true, mode: 448 });
        if (!isSwept) {
          isSwept = true;
          await sweep(folder, now());
        }
        if (await create(file, words2)) return true;
        return await hasExpired(file, now()) && await takeOver(file, words2, now());
      } catch (error) {
        throw notKept(folder, error);
      }
    },
    async forget(key2) {
      await rm4(fileOf2(key2), { force: true }).catch(() => void 0);
    }
  };
  return memory;
}
function content(value, ttlSeconds, nowMs) {
  return JSON.stringify({ value, expiresAtMs: nowMs + ttlSeconds * MS_PER_S5 });
}
async function create(file, words2) {
  const handle = await open2(file, "wx", 384).catch((error) => {
    if (codeOf3(error) === "EEXIST") return null;
    throw error;
  });
  if (handle === null) return false;
  try {
    await handle.writeFile(words2);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return true;
}
async function takeOver(file, words2, nowMs) {
  const lock = `${file}.lock`;
  if (!await create(lock, "")) {
    const age = await ageOf(lock, nowMs);
    if (age !== null && age > LOCK_LIVES_MS) await rm4(lock, { force: true });
    return false;
  }
  try {
    if (!await hasExpired(file, nowMs)) return false;
    await rm4(file, { force: true });
    return await create(file, words2);
  } finally {
    await rm4(lock, { force: true });
  }
}
async function hasExpired(file, nowMs) {
  const kept = await read(file);
  if (kept === null) return true;
  if (kept !== "unread") return kept.expiresAtMs <= nowMs;
  const age = await ageOf(file, nowMs);
  return age !== null && age > UNREAD_LIVES_MS;
}
async function read(file) {
  const words2 = await readFile3(file, "utf8").catch((error) => {
    if (codeOf3(error) === "ENOENT") return null;
    throw error;
  });
  if (words2 === null) return null;
  try {
    const kept = JSON.parse(words2);
    const expiresAtMs = isObject(kept) ? number(kept["expiresAtMs"]) : null;
    return isObject(kept) && expiresAtMs !== null ? { value: kept["value"], expiresAtMs } : "unread";
  } catch {
    return "unread";
  }
}
async function replace(folder, file, words2) {
  await mkdir2(folder, { recursive: true, mode: 448 });
  await writeWhole(file, words2, { mode: 384, flush: true });
}
async function sweep(folder, nowMs) {
  const names = (await readdir(folder)).slice(0, MOST_SWEPT);
  for (const name of names) {
    const file = path2.join(folder, name);
    const kept = name.endsWith(".json") ? await read(file).catch(() => "unread") : null;
    const age = await ageOf(file, nowMs) ?? 0;
    const isOver2 = kept === null || kept === "unread" ? age > 7 * UNREAD_LIVES_MS : kept.expiresAtMs < nowMs - UNREAD_LIVES_MS;
    if (isOver2) await rm4(file, { force: true }).catch(() => void 0);
  }
}
async function ageOf(file, nowMs) {
  return stat(file).then(({ mtimeMs }) => nowMs - mtimeMs, () => null);
}
function codeOf3(error) {
  return isObject(error) ? error["code"] : void 0;
}
function notKept(folder, cause) {
  return new WireflowError({
    kind: "unavailable",
    problem: `What is started can not be kept in the folder ${folder} (${String(codeOf3(cause) ?? "no access")}).`,
    nextStep: "Nothing was started. Make the folder writable, or name another one in XDG_STATE_HOME; a single image can do without --run-id.",
    cause
  });
}
var MS_PER_S5, UNREAD_LIVES_MS, LOCK_LIVES_MS, MOST_SWEPT;
var init_file_memory = __esm({
  "platforms/cli/files/file_memory.ts"() {
    "use strict";
    init_json();
    init_errors();
    init_write_whole();
    MS_PER_S5 = 1e3;
    UNREAD_LIVES_MS = 24 * 60 * 60 * MS_PER_S5;
    LOCK_LIVES_MS = 60 * 60 * MS_PER_S5;
    MOST_SWEPT = 500;
  }
});

// platforms/cli/files/kept_pictures.ts
import { readFile as readFile4 } from "node:fs/promises";
import path3 from "node:path";
function keptPictures(here, files) {
  return files.map((file) => ({ address: path3.resolve(here, file), width: null, height: null, contentType: contentTypeOf(path3.extname(file).slice(1)), filename: path3.basename(file) }));
}
var PICTURES_ON_DISK;
var init_kept_pictures = __esm({
  "platforms/cli/files/kept_pictures.ts"() {
    "use strict";
    init_image_bytes();
    PICTURES_ON_DISK = {
      isThere: async ({ address: address2 }) => readFile4(address2).then((bytes) => imageExtension(bytes) !== null, () => false),
      // What was deleted is not fetched again: the providers' links live for minutes.
      store: async () => null
    };
  }
});

// platforms/cli/files/spare_folder.ts
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path4 from "node:path";
async function saveOrSpare(here, folder, name, images) {
  const saved = await saveImages(here, folder, name, images);
  if (!saved.isFolderShut) return saved;
  const files = new Map(saved.files);
  const problems = [...saved.problems];
  const spare = await mkdtemp(path4.join(os.tmpdir(), "wireflow-images-")).catch(() => null);
  if (spare === null) return saved;
  for (const [index, bytesOf3] of images.entries()) {
    if (files.has(index + 1)) continue;
    const file = (await saveImages(here, spare, `${name}-${index + 1}`, [bytesOf3])).files.get(1);
    if (file === void 0) continue;
    files.set(index + 1, file);
    problems.push(`Image ${index + 1} stands here in its place: ${file}`);
  }
  return { ...saved, files, problems };
}
var init_spare_folder = __esm({
  "platforms/cli/files/spare_folder.ts"() {
    "use strict";
    init_save_images();
  }
});

// platforms/cli/files/state_folder.ts
import os2 from "node:os";
import path5 from "node:path";
function stateFolder(env, platform = process.platform) {
  const chosen = env["XDG_STATE_HOME"];
  if (chosen !== void 0 && path5.isAbsolute(chosen)) return path5.join(chosen, "wireflow");
  const local = env["LOCALAPPDATA"];
  if (platform === "win32" && local) return path5.join(local, "wireflow");
  const home = [env["HOME"] ?? "", os2.homedir()].find((each) => path5.isAbsolute(each)) ?? os2.userInfo().homedir;
  return path5.join(home, ".local", "state", "wireflow");
}
var init_state_folder = __esm({
  "platforms/cli/files/state_folder.ts"() {
    "use strict";
  }
});

// platforms/cli/printing/words.ts
function inCliWords(words2, options = []) {
  const named2 = options.reduce((rest, { name, field: field3 }) => field3 === void 0 ? rest : rest.replaceAll(`The field ${field3.label} `, `--${name} `), words2);
  const sized = named2.replace(/The field (Width|Height) \(in Pixels\) /g, "The $1 in --size ").replace(/The field (\S)/g, "The input $1");
  return CLI_WORDS.reduce((rest, [core, here]) => rest.replace(core, here), sized);
}
function sentenceOf({ problem, nextStep, requestId }, options) {
  const support = requestId === null ? "" : ` (Request ID: ${requestId})`;
  return `${inCliWords(problem, options)} ${inCliWords(nextStep, options)}${support}`;
}
var CLI_WORDS;
var init_words = __esm({
  "platforms/cli/printing/words.ts"() {
    "use strict";
    CLI_WORDS = [
      [/the step is tried again by itself, or can be run again in a few minutes/g, "run the command again in a few minutes"],
      [/Nothing was started; the step is tried again by itself after the wait/g, "Nothing was started; run the command again after the wait"],
      [/The step is tried again by itself after (the wait|a while)/g, "Run the command again after $1"],
      [/the step is tried again by itself and then gives that execution/g, "run the command again, and it gives that execution"],
      [/then reconnect Wireflow with it/g, "then set WIREFLOW_API_KEY to it"],
      [/and reconnect, without/g, "and set it again, without"],
      [/then reconnect with it/g, "then set it again"],
      [/ of this connection/g, ""],
      [/This step needs a Wireflow API key, and the connection has none/g, "This needs a Wireflow API key, and there is none"],
      [/needs a Wireflow API key, and this connection has none/g, "needs a Wireflow API key, and there is none"],
      [/Add a key to the connection, or leave/g, "Set WIREFLOW_API_KEY to one, or leave"],
      [/\bThe step sends\b/g, "The command sends"],
      [/\bAnother step\b/g, "Another command"],
      [/\bAn earlier step\b/g, "An earlier command"],
      [/\bA step with this Only Once ID\b/g, "A command with this Only Once ID"],
      [/(the|this) step again/g, "the command again"],
      [/the fields of this step(?: or the workflow itself)?/g, "the options or the workflow itself"],
      [/\bthis step\b/g, "this command"],
      [/To wait until it has finished, map an Only Once ID, or use Find Execution\./g, "Wait for it with: wireflow wait ID."],
      [/find it (?:later|again later) by its Execution ID/g, "find it with: wireflow get ID"],
      [/Choose a workflow, or paste/g, "Give a workflow\u2019s ID, or"],
      [/Choose the workflow from the list in place of its address\./g, "Give the workflow\u2019s ID in place of its address."],
      [/Choose (?:a|the) workflow from the list\./g, "List them with: wireflow workflows"],
      [/Choose the workflow again; it may have been deleted\./g, "See: wireflow workflows"],
      [/Choose it from the list, or map it from an earlier Wireflow step\./g, "List them with: wireflow workflows"],
      [/Map the Execution ID from an earlier Wireflow step\./g, "Give the ID that generate, run or batch has printed."],
      [/Type what the image should show, or map a text from an earlier (?:step|command)\./g, "Say what the image should show, or use - to read it from standard input."],
      [/; or “custom” with Width and Height\./g, "."],
      [/, or map a value from an earlier (?:step|command)/g, ""],
      [/Map a file or a link(?: to your own image| from an earlier (?:step|command))?\./g, "Give a file or a link."],
      [/the (?:field|input) Maximum Credits allows/gi, "--max-credits allows"],
      [/the (?:field|input) Maximum Cost allows/gi, "--max-usd allows"],
      [/more than Maximum Credits allows/g, "more than --max-credits allows"],
      [/choose to start it all the same in the field If the Cost Is Not Certain, or empty Maximum Credits/g, "use --uncertain-cost start, or leave --max-credits out"],
      [/The input Job Address (is|holds)/g, "The job address $1"],
      [/Map the Job Address of the step Generate Flux Image\./g, "Give the address that generate has printed."],
      [/but something else was mapped/g, "but something else was given"],
      [/Type or map/g, "Give"],
      [/Choose one, or map true or false/g, "Use yes or no"],
      [/Choose one from the list/g, "Use one of them"],
      [/Type the input’s name to the left of it/g, "Use the form NAME=VALUE"],
      [/Give each name once; the fields above have their own names/g, "Give each name once; what has an option of its own is set by that"]
    ];
  }
});

// core/api/api_key.ts
function readApiKey(given2) {
  const key2 = copiedKey(given2);
  if (key2 === "") return null;
  if (PRINTABLE2.test(key2)) return key2;
  throw new WireflowError({
    kind: "bad_key",
    problem: "The API key holds characters that no Wireflow key has.",
    nextStep: "Copy the key again from Settings > API Keys in Wireflow and reconnect, without spaces or line breaks."
  });
}
var PRINTABLE2;
var init_api_key = __esm({
  "core/api/api_key.ts"() {
    "use strict";
    init_copied_key();
    init_errors();
    PRINTABLE2 = /^[\x21-\x7e]+$/;
  }
});

// core/api/begun_reply.ts
async function readText(pieces, mostBytes, begun) {
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw Object.assign(new Error("The reply is too large"), { type: "max-size" });
    begun.text += decoder.decode(piece, { stream: true });
  }
  begun.text += decoder.decode();
}
var init_begun_reply = __esm({
  "core/api/begun_reply.ts"() {
    "use strict";
  }
});

// core/api/ends_after.ts
function endsAfter(ms) {
  return AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(ms)), LONGEST_MS3));
}
var LONGEST_MS3;
var init_ends_after = __esm({
  "core/api/ends_after.ts"() {
    "use strict";
    LONGEST_MS3 = 2 ** 31 - 1;
  }
});

// core/api/fetch_transport.ts
function fetchTransport({ fetch: fetchNow = fetch, checkAddress: checkAddress2 } = {}) {
  return async ({ endpoint, method, url, headers, body, timeoutMs, signal, maxReplyBytes = MAX_REPLY_BYTES }) => {
    let begun = null;
    try {
      if (endpoint === "mediaUploadPut") await checkAddress2?.(url);
      const time2 = endsAfter(timeoutMs);
      const response = await fetchNow(url, {
        method,
        headers,
        ...body === void 0 ? {} : { body },
        redirect: "manual",
        signal: signal === void 0 ? time2 : AbortSignal.any([time2, signal])
      });
      begun = { status: response.status, header: (name) => response.headers.get(name), text: "" };
      await readText(piecesOf(response), maxReplyBytes, begun);
      return begun;
    } catch (error) {
      throw NetworkError.from(error, begun);
    }
  };
}
async function* piecesOf({ body }) {
  const reader = body?.getReader();
  if (reader === void 0) return;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => void 0);
  }
}
var init_fetch_transport = __esm({
  "core/api/fetch_transport.ts"() {
    "use strict";
    init_begun_reply();
    init_ends_after();
    init_network_error();
    init_transport();
  }
});

// core/runs/steady_clock.ts
function steadyNow(now = Date.now, passed = () => performance.now()) {
  const [atMs, sinceMs] = [now(), passed()];
  return () => Math.round(atMs + passed() - sinceMs);
}
var init_steady_clock = __esm({
  "core/runs/steady_clock.ts"() {
    "use strict";
  }
});

// platforms/cli/runs/session.ts
import { readFile as readFile5 } from "node:fs/promises";
import path6 from "node:path";
async function openSession({ host, values }, wrap = (transport) => transport, clock = clockOf(host)) {
  const baseUrl = baseUrlFrom(host.env);
  const transport = wrap(transportOf(host, baseUrl));
  const apiKey = readApiKey(await keyOf2(host, valueOf2(values, "api-key-file")));
  return {
    client: new WireflowClient({ transport, baseUrl, apiKey, now: clock.now }),
    baseUrl,
    transport,
    memory: fileMemory(stateFolder(host.env), host.now),
    clock,
    signal: host.signal,
    stage: { at: "before" }
  };
}
function transportOf(host, baseUrl) {
  const send2 = fetchTransport({ fetch: host.fetch, checkAddress: (url) => checkAddress(url, baseUrl) });
  return async (request) => send2(mayBeCutOff(request) ? { ...request, signal: host.signal } : request);
}
function mayBeCutOff({ endpoint, method }) {
  return method === "GET" || Object.hasOwn(ENDPOINTS, endpoint) && !ENDPOINTS[endpoint].starts;
}
function clockOf(host, now = steadyNow(host.now, host.passed)) {
  return { now, sleep: (ms) => host.signal.aborted ? new Promise(() => void 0) : host.sleep(ms).then(() => host.signal.aborted ? new Promise(() => void 0) : void 0) };
}
async function keyOf2(host, file) {
  if (file !== void 0) return secretFrom(host, file, "api-key-file");
  const key2 = host.env["WIREFLOW_API_KEY"];
  if (key2 !== void 0 && key2.trim() !== "") return key2;
  const named2 = host.env["WIREFLOW_API_KEY_FILE"]?.trim();
  return named2 ? secretFrom(host, named2, "WIREFLOW_API_KEY_FILE") : void 0;
}
async function secretFrom(host, file, option) {
  const words2 = file === "-" ? await host.stdin() : await readFile5(path6.resolve(host.folder, file), "utf8").catch(() => null);
  const name = option.startsWith("WIREFLOW") ? option : `--${option}`;
  if (words2 === null) throw badInput(option, `The file that ${name} names can not be read.`, "Check its path and its permissions.");
  if (words2.trim() === "") throw badInput(option, `What ${name} names is empty.`, "Put the secret into it, alone.");
  if (words2.length > MOST_SECRET_BYTES) throw badInput(option, `What ${name} names is too long for a secret.`, "Name the file that holds the secret alone.");
  return words2.trim();
}
async function checkAddress(url, baseUrl) {
  if (!isSafeLink(url, baseUrl)) throw Object.assign(new Error("Not a safe address"), { code: "ERR_PRIVATE_ADDRESS" });
  if (isLoopback(new URL(url))) return;
  await new Promise((resolve, reject) => checkedLookup(new URL(url).hostname, {}, (error) => error === null ? resolve() : reject(error)));
}
var MOST_SECRET_BYTES;
var init_session = __esm({
  "platforms/cli/runs/session.ts"() {
    "use strict";
    init_api_key();
    init_base_url();
    init_checked_lookup();
    init_client();
    init_endpoints();
    init_fetch_transport();
    init_safe_link();
    init_errors();
    init_steady_clock();
    init_command();
    init_file_memory();
    init_state_folder();
    MOST_SECRET_BYTES = 8192;
  }
});

// platforms/cli/runs/purchase.ts
var purchase_exports = {};
__export(purchase_exports, {
  KEY_VARIABLES: () => KEY_VARIABLES,
  assertKey: () => assertKey,
  buyAndSave: () => buyAndSave,
  providersOf: () => providersOf,
  saveResult: () => saveResult
});
import { readFile as readFile6 } from "node:fs/promises";
import path7 from "node:path";
async function buyAndSave({ host, printer }, { waitMs: waitMs2, folder, ...plan }) {
  const clock = clockOf(host);
  const track = { stage: { at: "before" } };
  const known = tracked(providersOf(host, clock.now() + START_MS2 + waitMs2, clock.now), host, track);
  assertKey(known, plan.choice);
  printer.progress(`Buying from ${plan.choice === CHEAPEST ? "the cheapest provider" : PROVIDER_LABELS[plan.choice]}.`);
  const buying = runFlux(known, fileMemory(stateFolder(host.env), host.now), clock, {
    ...plan,
    format: "png",
    count: 1,
    keeper: PICTURES_ON_DISK,
    wait: "up_to_25_s",
    deadlineMs: clock.now() + waitMs2,
    canLookAgain: false
  });
  const verdict = await untilInterrupted(buying, host.signal, () => track.stage);
  if (!("result" in verdict)) throw new Error("An image that is waited for once has no later look");
  const saving = saveResult(host, known.baseUrls, verdict.result, { folder, runId: plan.runId, waited: true });
  return untilInterrupted(saving, host.signal, () => track.stage);
}
function providersOf(host, deadlineMs, now = host.now) {
  const keys = Object.fromEntries(PROVIDERS.map((name) => [PROVIDER_KEY_FIELDS[name], host.env[KEY_VARIABLES[name]]]));
  return knownProviders({ keys, environment: host.env, transport: transportOf(host, "https://localhost"), now, deadlineMs });
}
function assertKey(known, choice) {
  const wanted = choice === CHEAPEST ? PROVIDERS : [choice];
  if (wanted.some((name) => known.hasKey(name))) return;
  const label = choice === CHEAPEST ? "an image provider" : PROVIDER_LABELS[choice];
  throw new WireflowError({ kind: "no_key", problem: `This needs a key of ${label}, and there is none.`, nextStep: `Set ${wanted.map((name) => KEY_VARIABLES[name]).join(" or ")} to it.` });
}
function tracked(known, host, track) {
  const provider = (name) => {
    const found = known.provider(name);
    return {
      ...found,
      async start(request) {
        if (host.signal.aborted) throw new WireflowError({ kind: "unavailable", problem: "Interrupted.", nextStep: "Nothing was started." });
        track.stage = { at: "starting", seenAt: `your usage at ${PROVIDER_LABELS[name]}` };
        const job = await found.start(request).catch((error) => {
          track.stage = { at: "before" };
          throw error;
        });
        track.stage = { at: "started", executionId: jobAddress([job]) };
        return job;
      }
    };
  };
  return { ...known, provider };
}
async function saveResult(host, baseUrls, result, as) {
  const { jobs, estimate: estimate2, message } = result;
  const pictures = picturesOf(host, baseUrls, result);
  const { files, problems, isFolderShut } = as.folder === null ? NOTHING_SAVED : await saveOrSpare(host.folder, as.folder, jobs[0]?.id ?? "image", pictures.map(({ bytes }) => bytes));
  if (files.size > 0 && files.size === pictures.length) await result.keep?.(keptPictures(host.folder, [...files.values()]));
  const kept = pictures.map(({ url, contentType }, index) => {
    const file = files.get(index + 1) ?? null;
    return { url, file, width: null, height: null, contentType, filename: file === null ? null : path7.basename(file) };
  });
  const output = fluxOutput(jobs, kept.filter(({ url, file }) => url !== null || file !== null), { estimate: estimate2, message: message === null ? null : inCliWords(message), runId: as.runId });
  const code2 = codeOfStatus(output.status, as.waited);
  return { output, problems, isFolderShut, code: code2 === EXIT.done && problems.length > 0 ? EXIT.notFinished : code2 };
}
function picturesOf(host, baseUrls, { jobs, files }) {
  if (files !== null) return files.map(({ address: address2, contentType }) => ({ url: null, contentType, bytes: () => readFile6(address2) }));
  const ended3 = jobs.filter(jobHasEnded);
  return ended3.flatMap(({ provider, images }) => images.map((image) => ({ url: image.url, contentType: image.contentType, bytes: () => bytesOf2(image, baseUrls[provider], host.signal) })));
}
async function bytesOf2({ base64, url }, baseUrl, signal) {
  return base64 === null ? downloadImage(url ?? "", baseUrl, signal) : Buffer.from(base64, "base64");
}
var KEY_VARIABLES, START_MS2, NOTHING_SAVED;
var init_purchase = __esm({
  "platforms/cli/runs/purchase.ts"() {
    "use strict";
    init_errors();
    init_flux_output();
    init_job();
    init_known_providers();
    init_choose_offer();
    init_flux_run();
    init_job_address();
    init_exit_codes();
    init_download();
    init_file_memory();
    init_kept_pictures();
    init_spare_folder();
    init_state_folder();
    init_words();
    init_interruption();
    init_session();
    KEY_VARIABLES = { bfl: "BFL_API_KEY", deepinfra: "DEEPINFRA_API_KEY", replicate: "REPLICATE_API_TOKEN" };
    START_MS2 = 12e4;
    NOTHING_SAVED = { files: /* @__PURE__ */ new Map(), problems: [], isFolderShut: false };
  }
});

// platforms/cli/runs/fallback.ts
async function wayOutOf({ values }) {
  const given2 = valueOf2(values, "fallback");
  if (given2 === void 0) return null;
  const { readFallback: readFallback2 } = await Promise.resolve().then(() => (init_fallback_options(), fallback_options_exports));
  return readFallback2({ fallback: given2 });
}
async function withFallback(call, { client, memory, clock }, options, begun) {
  const fallback = await wayOutOf(call);
  if (fallback === null) return begun.start();
  const { host, printer } = call;
  const [{ startOrMakeElsewhere: startOrMakeElsewhere2 }, { madeElsewhereInWords: madeElsewhereInWords2, USD_PER_CREDIT: USD_PER_CREDIT2 }, { buyAndSave: buyAndSave2, KEY_VARIABLES: KEY_VARIABLES2, providersOf: providersOf2 }] = await Promise.all([
    Promise.resolve().then(() => (init_way_out(), way_out_exports)),
    Promise.resolve().then(() => (init_fallback(), fallback_exports)),
    Promise.resolve().then(() => (init_purchase(), purchase_exports))
  ]);
  const { runId: runId2, afterFailure, reuse, maxCredits } = options;
  if (!providersOf2(host, Infinity).hasKey(fallback.provider)) printer.say(`--fallback ${fallback.key} can make nothing: ${KEY_VARIABLES2[fallback.provider]} is not set.`);
  return startOrMakeElsewhere2(memory, clock, {
    ...begun,
    owner: ownerOf(client, begun.action),
    runId: runId2,
    isPromptAlone: () => begun.picture() !== null,
    async makeElsewhere(why, target) {
      const { prompt, size: size3, seed } = begun.picture() ?? { prompt: "", size: "square", seed: null };
      if (host.signal.aborted) throw new Interrupted({ at: "before" });
      const folder = options.folder ?? ".";
      await prepareFolder(host.folder, folder);
      if (why !== null) printer.say(`Wireflow could not start it; making it at ${PROVIDER_LABELS[fallback.provider]}.`);
      const { output, ...outcome } = await buyAndSave2(call, {
        choice: fallback.provider,
        wish: { tier: fallback.tier, size: size3, megapixels: 1, inputImages: 0 },
        prompt,
        seed,
        inputImages: [],
        ...target,
        runId: runId2,
        afterFailure,
        reuse,
        folder,
        maxUsd: maxCredits === null ? null : times(maxCredits, USD_PER_CREDIT2),
        waitMs: options.waitMs ?? DEFAULT_WAIT_MS
      });
      const made = madeElsewhereInWords2(fallback, output, why);
      return { ...outcome, output: { ...asRun(output), message: [made, output.message].filter((words2) => words2 !== null).join(" ") } };
    }
  });
}
var init_fallback2 = __esm({
  "platforms/cli/runs/fallback.ts"() {
    "use strict";
    init_amounts();
    init_job();
    init_flux_output();
    init_owner();
    init_command();
    init_save_images();
    init_interruption();
    init_run_options();
  }
});

// platforms/cli/runs/hand_over.ts
async function handOver(host, session, execution, { folder, runId: runId2, waited }) {
  const images = folder === null || !hasEnded(execution.status) ? [] : imagesOf(execution.outputs);
  const saving = saveImages(host.folder, folder ?? ".", execution.id, images.map((image) => () => downloadImage(image.url, session.baseUrl, session.signal)));
  const { files, problems, isFolderShut } = await untilInterrupted(saving, session.signal, () => session.stage);
  const said = { ...execution, message: execution.message === null ? null : inCliWords(execution.message) };
  const output = ofWireflow(executionOutput(said, (_id, _image, number4) => files.get(number4) ?? null, runId2));
  const code2 = codeOfStatus(execution.status, waited);
  return { output, problems, isFolderShut, code: code2 === EXIT.done && problems.length > 0 ? EXIT.notFinished : code2 };
}
var init_hand_over = __esm({
  "platforms/cli/runs/hand_over.ts"() {
    "use strict";
    init_images();
    init_execution();
    init_execution_output();
    init_run_output();
    init_exit_codes();
    init_download();
    init_save_images();
    init_words();
    init_interruption();
  }
});

// core/runs/cost_cap.ts
function costInWords({ credits, isComplete: isComplete2 }) {
  return `${isComplete2 ? "" : "at least "}${amountInWords(credits)} credit${credits === 1 ? "" : "s"}`;
}
async function checkCost(client, plan, maxCredits) {
  const isCertain = plan.uncertainCost === "stop";
  const { runs = { all: 1, toStart: 1 } } = plan;
  if (isCertain) assertCertain(plan.unestimated);
  const estimate2 = await estimateOf(client, plan).then((one) => together(one, runs)).catch((error) => {
    if (isCertain || !(error instanceof WireflowError) || error.canRetry || error.kind === "no_key" || error.kind === "bad_key") throw error;
    return null;
  });
  if (estimate2 === null) return runs.all === 1 ? "The cost of this execution could not be estimated." : "The cost of these executions could not be estimated.";
  assertAffordable(estimate2, maxCredits, runs.all);
  if (isCertain) assertCertain([], estimate2);
  if (plan.unestimated.length > 0) return `The estimate of ${costInWords(estimate2)} leaves out ${inWords(plan.unestimated)}.`;
  return estimate2.isComplete ? null : `The estimate is a lower bound: ${costInWords(estimate2)}.`;
}
async function estimateOf(client, plan) {
  const { id, isCertain } = await plan.workflow();
  if (!isCertain) throw notCertain("Wireflow does not tell which workflow this address belongs to, so nothing tells what the execution would cost", "Choose the workflow from the list in place of its address. ");
  return client.estimate(id);
}
function together(one, { all, toStart }) {
  const isTooMuch = one.available !== null && times(one.credits, toStart) > one.available;
  return { ...one, credits: times(one.credits, all), isCovered: isTooMuch && all > 1 ? false : one.isCovered };
}
function assertCertain(unestimated, estimate2 = null) {
  if (unestimated.length > 0) throw notCertain(`Wireflow estimates workflows as they are saved, without ${inWords(unestimated)}, so this execution might cost more than the field Maximum Credits allows`, "Leave that out. ");
  if (estimate2 !== null && !estimate2.isComplete) throw notCertain(`This execution would cost ${costInWords(estimate2)}, and how much more is not known, so it might cost more than the field Maximum Credits allows`);
}
function assertAffordable(estimate2, maxCredits, runs = 1) {
  const [would, cheaper] = runs === 1 ? ["this execution would cost", "choose a cheaper workflow"] : [`these ${runs} executions would cost`, "shorten the list"];
  if (!(estimate2.credits <= maxCredits)) {
    throw new WireflowError({
      kind: "too_expensive",
      problem: `The field Maximum Credits allows ${amountInWords(maxCredits)}, and ${would} ${costInWords(estimate2)}.`,
      nextStep: `Nothing was started. Raise the maximum, or ${cheaper}.`
    });
  }
  if (estimate2.isCovered === false) {
    const left = estimate2.available === null ? "fewer" : amountInWords(estimate2.available);
    throw new WireflowError({
      kind: "out_of_credits",
      problem: `${would.replace(/^t/, "T")} ${costInWords(estimate2)}, and the account has ${left} left.`,
      nextStep: "Nothing was started. Add credits in Wireflow (https://www.wireflow.ai/docs/credits-and-billing), then run the step again."
    });
  }
}
function notCertain(problem, instead = "") {
  return new WireflowError({
    kind: "too_expensive",
    problem: `${problem}.`,
    nextStep: `Nothing was started. ${instead}Only if it may cost more, choose to start it all the same in the field If the Cost Is Not Certain, or empty Maximum Credits.`
  });
}
function inWords(parts) {
  return parts.length < 2 ? parts[0] ?? "" : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
var init_cost_cap = __esm({
  "core/runs/cost_cap.ts"() {
    "use strict";
    init_amounts();
    init_errors();
  }
});

// core/runs/cost_of_failure.ts
function costNothing({ status, credits, outputs }) {
  if (status !== "failed") return false;
  return credits === null ? outputs.length === 0 : credits === 0;
}
var init_cost_of_failure = __esm({
  "core/runs/cost_of_failure.ts"() {
    "use strict";
  }
});

// core/runs/only_once_key.ts
async function onlyOnceKey({ action, address: address2, workflow }, runId2, isInUse) {
  const byAddress = address2 === void 0 ? null : runKey(targetOf(action, addressAsTarget(address2)), runId2);
  const [target, isByAddress] = await Promise.all([workflow(), byAddress !== null && isInUse(byAddress)]);
  return { target, key: byAddress !== null && isByAddress ? byAddress : runKey(targetOf(action, target.id), runId2) };
}
var init_only_once_key = __esm({
  "core/runs/only_once_key.ts"() {
    "use strict";
    init_run_key();
    init_workflow_of_address();
  }
});

// core/runs/requeue.ts
function waitingSinceMs(wait, freshMs, nowMs) {
  return wait === null || nowMs > wait.dueMs + LATE_MS ? freshMs : wait.sinceMs;
}
function lookAgain2(execution, { sinceMs, nowMs, longestWaitMs, askedMs = 0 }) {
  if (hasEnded(execution.status)) return { execution };
  const waitedMs = Math.max(0, nowMs - sinceMs);
  const leftMs = longestWaitMs - waitedMs;
  if (leftMs <= 0) return { execution: { ...execution, message: stillGoing(Math.round(waitedMs / MINUTE_MS)) } };
  const pauseMs = Math.max(askedMs, Math.min(Math.max(waitedMs / 4, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS));
  return { lookAgainInMs: Math.min(pauseMs, Math.max(leftMs, SHORTEST_PAUSE_MS)) };
}
function stillGoing(minutes) {
  return `The execution was not seen to finish in the ${minutes} minutes since it was first looked at. If it goes on in Wireflow, find it later by its Execution ID.`;
}
var MINUTE_MS, SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS, LATE_MS;
var init_requeue = __esm({
  "core/runs/requeue.ts"() {
    "use strict";
    init_execution();
    MINUTE_MS = 6e4;
    SHORTEST_PAUSE_MS = 3e4;
    LONGEST_PAUSE_MS = 5 * MINUTE_MS;
    LATE_MS = 120 * MINUTE_MS;
  }
});

// core/runs/roomy_pace.ts
function hasRoom({ limit }) {
  return limit !== void 0 && limit >= ROOM_FROM;
}
function perMinuteOf({ limit, isOfStart }) {
  return isOfStart ? null : limit ?? null;
}
function withKnownPlan(limits, perMinute) {
  if (perMinute === null || limits.isOfStart !== true || (limits.limit ?? 0) >= perMinute) return limits;
  return { limit: perMinute, ...limits.retryAfterMs === void 0 ? {} : { retryAfterMs: limits.retryAfterMs } };
}
function roomyWaitMs(elapsedMs, { limit = ROOM_FROM, remaining = limit }) {
  const closestMs = Math.max(CLOSEST_MS2, ALONE_MS / limit);
  const evenMs = Math.min(Math.max(closestMs, elapsedMs * LATENESS_AT_ONE_REQUEST / limit), SELDOM_MS);
  const crowding = remaining === 0 ? 1 : Math.max(1, limit * PLENTY / remaining);
  return Math.ceil(Math.max(FIRST_LOOK_MS2 - elapsedMs, evenMs * crowding));
}
var ROOM_FROM, FIRST_LOOK_MS2, ALONE_MS, CLOSEST_MS2, LATENESS_AT_ONE_REQUEST, SELDOM_MS, PLENTY;
var init_roomy_pace = __esm({
  "core/runs/roomy_pace.ts"() {
    "use strict";
    ROOM_FROM = 40;
    FIRST_LOOK_MS2 = 4e3;
    ALONE_MS = 55500;
    CLOSEST_MS2 = 400;
    LATENESS_AT_ONE_REQUEST = 3;
    SELDOM_MS = 15e3;
    PLENTY = 0.7;
  }
});

// core/runs/pace.ts
function paceAfter(args) {
  const { limits = {}, nowMs } = args;
  const elapsedMs = Number.isFinite(args.elapsedMs) ? Math.min(Math.max(0, args.elapsedMs), LONGEST_RUN_MS) : 0;
  const lookMs = hasRoom(limits) ? roomyWaitMs(elapsedMs, limits) : untilPlannedMs(elapsedMs, args.looksMs ?? LOOK_AFTER_MS);
  const waitMs2 = Math.max(lookMs, limits.retryAfterMs ?? 0, untilShareMs(limits, nowMs, args.looksMs ? SCARCE_WHERE_LEARNED : SCARCE_REQUESTS));
  return Math.min(waitMs2, MAX_RETRY_AFTER_MS);
}
function untilPlannedMs(elapsed, looksMs) {
  const earliest = elapsed + MIN_WAIT_MS;
  const listed = looksMs.find((atMs) => atMs >= earliest);
  if (listed !== void 0) return listed - elapsed;
  const lastMs = looksMs.at(-1) ?? 0;
  return lastMs + Math.ceil((earliest - lastMs) / LATER_LOOKS_EVERY_MS) * LATER_LOOKS_EVERY_MS - elapsed;
}
function untilShareMs({ remaining, resetAtMs }, nowMs, scarce) {
  if (remaining === void 0 || resetAtMs === void 0 || remaining > scarce) return 0;
  if (remaining === 0) return resetAtMs - nowMs;
  return Math.ceil((resetAtMs - nowMs) / (remaining + SPARE_SHARES));
}
var LOOK_AFTER_MS, LATER_LOOKS_EVERY_MS, MIN_WAIT_MS, SCARCE_REQUESTS, SCARCE_WHERE_LEARNED, SPARE_SHARES, LONGEST_RUN_MS, LAST_LISTED;
var init_pace = __esm({
  "core/runs/pace.ts"() {
    "use strict";
    init_rate_limits();
    init_roomy_pace();
    LOOK_AFTER_MS = [
      9e3,
      13e3,
      16500,
      2e4,
      24e3,
      28500,
      35e3,
      44e3,
      6e4
    ];
    LATER_LOOKS_EVERY_MS = 15e3;
    MIN_WAIT_MS = 1e3;
    SCARCE_REQUESTS = 6;
    SCARCE_WHERE_LEARNED = 3;
    SPARE_SHARES = 2;
    LONGEST_RUN_MS = 1e11;
    LAST_LISTED = LOOK_AFTER_MS.length - 1;
  }
});

// core/runs/wait_for_end.ts
async function waitForEnd(client, clock, execution, { startedAtMs, looksMs, perMinute = null, deadlineMs, signal }) {
  let seen = execution;
  let emptyLooks = 0;
  let retryAfterMs = 0;
  let faults = 0;
  while (!isDone(seen) && emptyLooks < EMPTY_LOOKS && !signal?.aborted) {
    const pacedMs = paceAfter({ elapsedMs: clock.now() - startedAtMs, looksMs, limits: withKnownPlan(client.limits, perMinute), nowMs: clock.now() });
    const waitMs2 = Math.max(hasEnded(seen.status) ? EMPTY_LOOK_MS : pacedMs, retryAfterMs, faults * FAULT_MS2);
    const affordableMs = deadlineMs - LOOK_MS2 - clock.now();
    if (affordableMs <= 0 || retryAfterMs > affordableMs) break;
    await clock.sleep(Math.min(waitMs2, affordableMs));
    if (signal?.aborted) break;
    try {
      const before = seen;
      seen = withKnownFacts(await client.poll(seen.id), seen);
      if (hasEnded(seen.status) && !hasEnded(before.status)) seen = { ...seen, finishedAt: seen.finishedAt ?? new Date(clock.now()).toISOString() };
      retryAfterMs = 0;
      faults = 0;
    } catch (error) {
      if (!(error instanceof WireflowError)) throw error;
      if (!error.canRetry && error.kind !== "unreadable") return { ...seen, message: couldNotLook(error) };
      retryAfterMs = error.retryAfterMs ?? 0;
      faults += 1;
    }
    if (seen.status === "completed" && !isWhole(seen)) emptyLooks += 1;
  }
  return seen;
}
function isDone(execution) {
  return hasEnded(execution.status) && (execution.status !== "completed" || isWhole(execution));
}
function couldNotLook(error) {
  return `The execution has started, but it could not be looked at: ${error.problem} ${error.nextStep}`;
}
var LOOK_MS2, EMPTY_LOOKS, EMPTY_LOOK_MS, FAULT_MS2;
var init_wait_for_end = __esm({
  "core/runs/wait_for_end.ts"() {
    "use strict";
    init_errors();
    init_execution();
    init_pace();
    init_roomy_pace();
    LOOK_MS2 = 2e3;
    EMPTY_LOOKS = 3;
    EMPTY_LOOK_MS = 2e3;
    FAULT_MS2 = 1e3;
  }
});

// core/runs/wait_and_learn.ts
async function waitAndLearn(client, memory, clock, execution, { address: address2 = execution.workflowId ?? void 0, startedAtMs, deadlineMs, signal }) {
  if (hasEnded(execution.status)) return waitForEnd(client, clock, execution, { startedAtMs, deadlineMs, signal });
  const known = address2 === void 0 ? NOTHING_KNOWN : await knownRuns(memory, seenBy(client, address2));
  const seen = await waitForEnd(client, clock, execution, { startedAtMs, looksMs: learnedLooks(known.durationsMs), perMinute: known.perMinute, deadlineMs, signal });
  const addresses = [address2, seen.workflowId].flatMap((one) => typeof one === "string" ? [seenBy(client, one)] : []);
  await rememberRuns(memory, addresses, known, [{ execution: seen, seenAfterMs: clock.now() - startedAtMs }], perMinuteOf(client.limits));
  return seen;
}
var init_wait_and_learn = __esm({
  "core/runs/wait_and_learn.ts"() {
    "use strict";
    init_execution();
    init_learned_looks();
    init_roomy_pace();
    init_run_durations();
    init_wait_for_end();
  }
});

// core/runs/start_run.ts
async function startRun(client, memory, clock, plan) {
  if (!client.hasKey) assertNeedsNoKey(plan);
  const owner = ownerOf(client, plan.action);
  const { target, key: key2 } = plan.runId === null ? { target: null, key: void 0 } : await onlyOnceKey(plan, plan.runId, async (byAddress) => isClaimed(await earlierRun(memory, byAddress, owner, clock.now())));
  const step = { client, memory, clock, plan, owner, key: key2 };
  const { run: run4, first: first2, notes, isGivenAgain } = await runOf(step).catch(async (error) => Promise.reject(await withWorkflow(error, target, plan)));
  const remembering = run4.started === null ? void 0 : remember2(step, run4);
  const verdict = isGivenAgain ? { execution: first2 } : await waitAsPlanned2(step, run4, first2);
  await remembering;
  const said = [...notes, ...target?.isCertain === false ? [ONE_ADDRESS] : []];
  return "execution" in verdict ? { execution: withNotes(verdict.execution, said), notes: said } : verdict;
}
async function withWorkflow(error, known, { action, workflow }) {
  if (!(error instanceof WireflowError) || error.kind !== "start_unknown") return error;
  const target = known ?? (action === "run_workflow" ? await workflow().catch(() => null) : null);
  return target?.isCertain === true ? error.with({ nextStep: withWhereToLook(error.nextStep, workflowUrl(target.id)) }) : error;
}
async function remember2({ memory, clock, plan }, { executionId, startedAtMs }) {
  const keeping = plan.reuse ? keepMade(memory, plan.reuse, { executionId }, Math.min(startedAtMs, clock.now())) : void 0;
  await Promise.all([keeping, plan.onStarted?.(executionId)].map((each) => each?.catch(() => void 0)));
}
function assertNeedsNoKey({ wait, maxCredits, reuse }) {
  const field3 = wait !== "no" ? "Wait for the Images" : maxCredits !== null ? "Maximum Credits" : reuse ? "If the Same Was Made Before" : null;
  if (field3 === null) return;
  const without2 = wait !== "no" ? "choose \u201CNo, continue right away\u201D" : "leave it empty";
  throw new WireflowError({
    kind: "bad_input",
    problem: `The field ${field3} needs a Wireflow API key, and this connection has none.`,
    nextStep: `Nothing was started. Add a key to the connection, or ${without2}.`
  });
}
async function runOf(step) {
  const { client, memory, clock, plan, owner, key: key2 } = step;
  if (key2 === void 0) return startNow2(step, 0);
  const earlier = await earlierRun(memory, key2, owner, clock.now());
  if (!isClaimed(earlier)) return startNow2(step, earlier.attempt);
  const first2 = await lookAtEarlier2(client, earlier);
  if (!mayStartAnew(first2, plan.afterFailure)) return { run: earlier, first: first2, notes: [STARTED_BEFORE2] };
  const begun = await startNow2(step, earlier.attempt + 1);
  await endAttempt(memory, key2, earlier);
  return begun.run.started === null ? begun : { ...begun, notes: [...begun.notes, STARTED_ANEW2] };
}
function mayStartAnew(execution, choice) {
  if (choice === "same" || !hasEnded(execution.status) || execution.status === "completed") return false;
  return choice === "again" || costNothing(execution);
}
async function startNow2(step, attempt) {
  const { client, memory, clock, plan, owner, key: key2 } = step;
  if (plan.obstacle) throw plan.obstacle;
  const again = await givenAgain(step, attempt);
  if (again !== null) return again;
  const note = plan.maxCredits === null ? null : await checkCost(client, plan, plan.maxCredits);
  const startedAtMs = clock.now();
  if (key2 === void 0) {
    const started = await plan.start(void 0);
    return { run: { executionId: started.id, started, startedAtMs, attempt, account: owner.account, wait: null }, first: withStart(started, startedAtMs), notes: note === null ? [] : [note] };
  }
  const run4 = await startOnce(memory, key2, owner, attempt, startedAtMs, (idempotencyKey) => plan.start(idempotencyKey));
  if (run4.started === null) return { run: run4, first: await lookAtEarlier2(client, run4), notes: [STARTED_BEFORE2] };
  return { run: run4, first: withStart(run4.started, run4.startedAtMs), notes: note === null ? [] : [note] };
}
async function givenAgain({ client, memory, clock, plan, owner, key: key2 }, attempt) {
  const found = plan.reuse ? await runMadeBefore(client, memory, plan.reuse, clock.now()) : null;
  if (found === null) return null;
  const { execution, madeAtMs } = found;
  const run4 = { executionId: execution.id, started: null, startedAtMs: madeAtMs, attempt, account: owner.account, wait: null };
  const again = { first: execution, notes: [madeBeforeInWords(madeAtMs)], isGivenAgain: true };
  if (key2 === void 0) return { run: run4, ...again };
  const claimed2 = await startOnce(memory, key2, owner, attempt, clock.now(), async () => execution);
  if (claimed2.started === null) return { run: claimed2, first: await lookAtEarlier2(client, claimed2), notes: [STARTED_BEFORE2] };
  return { run: { ...run4, attempt: claimed2.attempt }, ...again };
}
async function waitAsPlanned2({ client, memory, clock, plan, key: key2 }, run4, first2) {
  if (plan.wait === "no") return { execution: first2 };
  const seen = await waitAndLearn(client, memory, clock, first2, { address: plan.address, startedAtMs: run4.startedAtMs, deadlineMs: plan.deadlineMs });
  if (plan.wait === "up_to_25_s" || hasEnded(seen.status)) return { execution: seen };
  if (key2 === void 0) return { execution: { ...seen, message: "The execution goes on. To wait until it has finished, map an Only Once ID, or use Find Execution." } };
  if (!plan.canLookAgain) return { execution: seen };
  const nowMs = clock.now();
  const sinceMs = waitingSinceMs(run4.wait, run4.started === null ? nowMs : run4.startedAtMs, nowMs);
  const verdict = lookAgain2(seen, { sinceMs, nowMs, longestWaitMs: LONGEST_WAIT_MS2, askedMs: client.limits.retryAfterMs });
  const wait = "lookAgainInMs" in verdict ? { sinceMs, dueMs: nowMs + verdict.lookAgainInMs } : null;
  const isKept2 = await renewClaim(memory, key2, run4, wait);
  return isKept2 || wait === null ? verdict : { execution: { ...seen, message: "The execution goes on; find it later by its Execution ID." } };
}
async function lookAtEarlier2(client, { executionId, startedAtMs }) {
  const unknown2 = withStart(unknownExecution(executionId), startedAtMs);
  if (!client.hasKey) return unknown2;
  return client.poll(executionId).then((seen) => withStart(seen, startedAtMs), (error) => {
    if (!(error instanceof WireflowError)) throw error;
    return { ...unknown2, message: couldNotLook(error) };
  });
}
function withStart(execution, startedAtMs) {
  return { ...execution, startedAt: execution.startedAt ?? new Date(startedAtMs).toISOString() };
}
function withNotes(execution, notes) {
  return notes.reduce((seen, note) => {
    const said = seen.message?.trim() ?? "";
    return said.includes(note.replace(/\.$/, "")) ? seen : { ...seen, message: said === "" ? note : `${ended(said)} ${note}` };
  }, execution);
}
var LONGEST_WAIT_MS2, STARTED_BEFORE2, STARTED_ANEW2, ONE_ADDRESS;
var init_start_run = __esm({
  "core/runs/start_run.ts"() {
    "use strict";
    init_cost_cap();
    init_error_sentences();
    init_errors();
    init_execution();
    init_one_sentence();
    init_workflow2();
    init_cost_of_failure();
    init_made_before();
    init_only_once_key();
    init_requeue();
    init_owner();
    init_run_id_claim();
    init_wait_and_learn();
    init_wait_for_end();
    LONGEST_WAIT_MS2 = 60 * 6e4;
    STARTED_BEFORE2 = "A step with this Only Once ID has started this execution before; nothing new was started.";
    STARTED_ANEW2 = "The earlier execution with this Only Once ID failed, so a new one was started.";
    ONE_ADDRESS = "Wireflow does not tell which workflow this address belongs to, so the Only Once ID counts for this address alone.";
  }
});

// platforms/cli/runs/start_and_wait.ts
async function startAndWait(session, start2, { runId: runId2, maxCredits, waitMs: waitMs2, afterFailure, reuse, uncertainCost }, onProgress) {
  const { client, memory, clock } = session;
  if (waitMs2 !== null || reuse !== "off") client.requireKey();
  const begun = startRun(client, memory, clock, {
    action: start2.action,
    runId: runId2,
    afterFailure,
    maxCredits,
    unestimated: start2.unestimated,
    uncertainCost,
    reuse: reuse === "off" ? null : await reusePlan(session, start2, reuse),
    wait: "no",
    deadlineMs: clock.now() + START_MS3,
    canLookAgain: false,
    workflow: start2.workflow,
    start: async (idempotencyKey) => {
      if (session.signal.aborted) throw new WireflowError({ kind: "unavailable", problem: "Interrupted.", nextStep: "Nothing was started." });
      session.stage = { at: "starting" };
      try {
        const execution = await start2.start(idempotencyKey);
        session.stage = { at: "started", executionId: execution.id };
        return execution;
      } catch (error) {
        session.stage = { at: "before" };
        throw error;
      }
    }
  });
  const { execution: first2, notes } = await untilInterrupted(begun, session.signal, () => session.stage).then(startedOf);
  session.stage = { at: "started", executionId: first2.id };
  const known = { ...first2, workflowId: first2.workflowId ?? start2.knownWorkflowId };
  if (waitMs2 === null || hasEnded(known.status)) return known;
  onProgress(`Started ${known.id}; waiting up to ${Math.round(waitMs2 / MS_PER_S6)} seconds for it to finish.`);
  const ended3 = await waitOn(session, known, waitMs2, start2.address);
  return withNotes({ ...ended3, workflowId: ended3.workflowId ?? start2.knownWorkflowId }, notes);
}
async function reusePlan({ client, baseUrl, signal }, { action, address: address2, inputs }, reuse) {
  const said = await inputs().catch(() => null);
  const before = said === null ? null : madeBefore(reuse, { account: accountOf(client), target: `${action}
${address2}`, inputs: said });
  if (before === null) return null;
  const isPicture = (url) => downloadImage(url, baseUrl, signal).then((bytes) => imageExtension(bytes) !== null, () => false);
  return { ...before, isThere: async ({ outputs }) => (await Promise.all(imagesOf(outputs).map(({ url }) => isPicture(url)))).every(Boolean) };
}
async function waitOn(session, execution, waitMs2, address2 = execution.workflowId ?? void 0) {
  const { client, memory, clock, signal } = session;
  const nowMs = clock.now();
  const startedAtMs = execution.startedAt === null ? nowMs : Math.min(nowMs, Date.parse(execution.startedAt));
  const deadlineMs = nowMs + waitMs2 + LAST_LOOK_MS;
  return untilInterrupted(waitAndLearn(client, memory, clock, execution, { address: address2, startedAtMs, deadlineMs, signal }), signal, () => session.stage);
}
function startedOf(verdict) {
  if ("execution" in verdict) return verdict;
  throw new Error("A start that does not wait has no later look");
}
var START_MS3, MS_PER_S6, LAST_LOOK_MS;
var init_start_and_wait = __esm({
  "platforms/cli/runs/start_and_wait.ts"() {
    "use strict";
    init_account();
    init_errors();
    init_execution();
    init_images();
    init_made_before();
    init_start_run();
    init_wait_and_learn();
    init_download();
    init_image_bytes();
    init_interruption();
    START_MS3 = 6e4;
    MS_PER_S6 = 1e3;
    LAST_LOOK_MS = 2e3;
  }
});

// core/api/media_upload.ts
async function uploadFile(client, file) {
  if (file.data.byteLength > UPLOAD_MAX_BYTES) throw tooLarge(file);
  return file.data.byteLength > DIRECT_MAX_BYTES ? uploadElsewhere(client, file) : uploadDirectly(client, file);
}
async function uploadDirectly(client, { data, contentType, filename }) {
  const form = new FormData();
  form.append("file", new Blob([Buffer.from(data)], { type: contentType }), filename);
  const encoded = new Response(form);
  const headers = { "content-type": encoded.headers.get("content-type") };
  const body = new Uint8Array(await encoded.arrayBuffer());
  return client.call("mediaUpload", { upload: { data: body, headers } }, (reply) => readLink(reply, client.baseUrl));
}
async function uploadElsewhere(client, { data, contentType, filename }) {
  const target = await client.call("mediaUploadUrl", { body: { bytes: data.byteLength, filename, contentType } }, readTarget);
  if (!isSafeLink(target.url, client.baseUrl)) throw unsafeTarget();
  await client.call("mediaUploadPut", { upload: { data, headers: target.headers, url: target.url } }, () => void 0);
  return client.call("mediaUploadComplete", { body: { mediaId: target.mediaId, filename } }, (reply) => readLink(reply, client.baseUrl));
}
function readLink(reply, baseUrl) {
  const given2 = first(layersOf(reply.body), ["url"], text)?.trim() ?? "";
  const link3 = given2.startsWith("/") && URL.canParse(given2, baseUrl) ? new URL(given2, baseUrl).href : given2.replaceAll(" ", "%20");
  if (!isSafeLink(link3, baseUrl)) throw unreadable(reply, "an uploaded file");
  return link3;
}
function readTarget(reply) {
  const layers = layersOf(reply.body);
  const url = first(layers, ["uploadUrl"], text);
  const mediaId = first(layers, ["mediaId"], text);
  if (url === null || mediaId === null) throw unreadable(reply, "an address for an upload");
  const headers = layers.map((layer) => layer["headers"]).find(isObject) ?? {};
  return { url, mediaId, headers: headersToSend(headers) };
}
function headersToSend(headers) {
  const named2 = Object.entries(headers).map(([name, value]) => [name.trim().toLowerCase(), text(value)]);
  return Object.fromEntries(named2.filter((header) => header[1] !== null && !NOT_SENT.test(header[0])));
}
function unsafeTarget() {
  return new WireflowError({
    kind: "unreadable",
    problem: "Wireflow names an address for large files that can not be used safely.",
    nextStep: "Nothing was started. Use an image of less than 4 MB, and tell Wireflow support."
  });
}
function tooLarge({ data, filename }) {
  return new WireflowError({
    kind: "too_large",
    problem: `The file \u201C${shorten(filename, 80)}\u201D has ${Math.ceil(data.byteLength / MB)} MB, and Wireflow takes at most ${UPLOAD_MAX_BYTES / MB} MB.`,
    nextStep: "Make it smaller, then run the step again."
  });
}
var MB, DIRECT_MAX_BYTES, UPLOAD_MAX_BYTES, NOT_SENT;
var init_media_upload = __esm({
  "core/api/media_upload.ts"() {
    "use strict";
    init_errors();
    init_json();
    init_shorten();
    init_readers();
    init_envelope();
    init_safe_link();
    MB = 1024 * 1024;
    DIRECT_MAX_BYTES = 4 * MB;
    UPLOAD_MAX_BYTES = 25 * MB;
    NOT_SENT = /^(authorization|proxy-.*|cookie|host|connection|transfer-encoding|content-length|upgrade|forwarded|x-forwarded-.*|x-real-ip|x-aws-.*|metadata.*)$/;
  }
});

// core/fields/search_fields.ts
var WORKFLOW_NAME_FIELD;
var init_search_fields = __esm({
  "core/fields/search_fields.ts"() {
    "use strict";
    WORKFLOW_NAME_FIELD = {
      key: "name",
      label: "Name",
      help: "The whole name or a part of it, in any case.",
      type: "line",
      required: true,
      maxLength: 500
    };
  }
});

// core/account/find_workflows.ts
async function findWorkflows(client, given2) {
  const nextStep = "Type the name of the workflow, or a part of it.";
  const wanted = foldName(readOneText(WORKFLOW_NAME_FIELD, given2, nextStep) ?? "");
  if (wanted === "") {
    throw badInput(WORKFLOW_NAME_FIELD.key, `The field ${WORKFLOW_NAME_FIELD.label} is empty.`, nextStep);
  }
  const found = (await client.listWorkflows()).filter(({ name }) => foldName(name).includes(wanted)).sort(byLastUse);
  return found.sort((a, b) => Number(foldName(b.name) === wanted) - Number(foldName(a.name) === wanted));
}
var init_find_workflows = __esm({
  "core/account/find_workflows.ts"() {
    "use strict";
    init_errors();
    init_one_text();
    init_fold_name();
    init_search_fields();
    init_workflow2();
  }
});

// core/fields/target_fields.ts
var WEBHOOK_FIELD;
var init_target_fields = __esm({
  "core/fields/target_fields.ts"() {
    "use strict";
    WEBHOOK_FIELD = {
      key: "webhook",
      label: "Workflow or Webhook",
      help: "Choose a workflow, or paste its webhook URL from **Settings > Webhook** in the Wireflow editor.",
      type: "line",
      required: true
    };
  }
});

// core/fields/webhook_address.ts
function readWebhookAddress(given2, baseUrl) {
  const value = readOneText(WEBHOOK_FIELD, given2, NEXT_STEP)?.trim() ?? "";
  if (value === "") throw badInput(FIELD, "The field Workflow or Webhook is empty.", NEXT_STEP);
  if (ID.test(value)) return value;
  const base = new URL(baseUrl);
  return idInUrl(/^\/(api|workflow)/.test(value) ? `${base.origin}${value.startsWith("/api") ? "" : pathOf(base)}${value}` : value, base);
}
function idInUrl(value, base) {
  const withScheme = /^https?:\/\//i.test(value) ? value : `https://${value}`;
  if (/^\d+$|\.\.|%2e|%2f|%5c|\\|\s/i.test(value) || !URL.canParse(withScheme)) throw notAWebhook();
  const url = new URL(withScheme);
  if (!HOST.test(url.hostname)) throw notAWebhook();
  if (!isWireflow(url, base)) {
    throw badInput(FIELD, `The field Workflow or Webhook holds an address of ${url.host}, which is not Wireflow.`, NEXT_STEP);
  }
  const isInApi = url.pathname.startsWith(pathOf(base));
  const id = TRIGGER_PATH.exec(url.pathname.slice(pathOf(base).length))?.[1];
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (id === void 0 || !ID.test(id) || !isInApi || !isPlain) throw notAWebhook();
  return id;
}
function pathOf(base) {
  return base.pathname.replace(/\/$/, "");
}
function isWireflow(url, base) {
  if (isLoopback(base) && url.host === base.host) return true;
  return [...HOSTS, base.hostname].includes(url.hostname) && url.port === "" && !isLoopback(url);
}
function notAWebhook() {
  return badInput(FIELD, "The field Workflow or Webhook is not a Wireflow webhook URL or workflow ID.", NEXT_STEP);
}
var FIELD, HOSTS, NEXT_STEP, ID, TRIGGER_PATH, HOST;
var init_webhook_address = __esm({
  "core/fields/webhook_address.ts"() {
    "use strict";
    init_base_url();
    init_errors();
    init_one_text();
    init_target_fields();
    FIELD = WEBHOOK_FIELD.key;
    HOSTS = ["www.wireflow.ai", "wireflow.ai"];
    NEXT_STEP = "Choose a workflow, or paste the webhook URL from the workflow\u2019s Settings > Webhook (https://www.wireflow.ai/api/v1/workflow/\u2026/trigger).";
    ID = /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/;
    TRIGGER_PATH = /^\/workflows?\/([^/]+)\/trigger\/?$/;
    HOST = /^(localhost|\[[\da-f:.]+\]|[a-z\d-]+(\.[a-z\d-]+)+\.?)$/;
  }
});

// platforms/cli/runs/start_values.ts
import { readFile as readFile7 } from "node:fs/promises";
import path8 from "node:path";
function sizeValues(size3) {
  return isEmpty(size3) ? {} : { size: size3 };
}
function pairsOf(inputs) {
  return inputs.map((input) => {
    const at = input.indexOf("=");
    if (at < 1) throw badInput("input", "--input needs the form NAME=VALUE.", "Put the input\u2019s name in front of an equals sign.");
    return { name: input.slice(0, at), value: input.slice(at + 1) };
  });
}
async function readTarget2(host, session, given2) {
  const named2 = await readAddress(host, session, given2);
  return given2.workflow === void 0 ? named2 : readWorkflow(session.client, named2);
}
async function readAddress(host, { baseUrl }, { webhook, workflow }) {
  if (webhook !== void 0 && workflow !== void 0) throw badInput("webhook", "--webhook and --workflow name the same thing.", "Use one of them.");
  if (workflow !== void 0) return workflow.trim();
  const given2 = webhook ?? host.env["WIREFLOW_WEBHOOK"];
  const read2 = given2?.startsWith("@") ? await secretFrom(host, given2.slice(1), "webhook") : given2;
  if (read2 === void 0 || read2.trim() === "") throw badInput("webhook", "No workflow is named.", "Set WIREFLOW_WEBHOOK to its webhook URL, or use --workflow ID.");
  return readWebhookAddress(read2, baseUrl);
}
async function readWorkflow(client, given2) {
  const typed2 = given2.trim();
  if (typed2 === "") throw badInput("workflow", "--workflow is empty.", "List the workflows with: wireflow workflows");
  if (isSafeId(typed2)) return typed2;
  const named2 = (await findWorkflows(client, typed2)).filter(({ name }) => name.trim().toLowerCase() === typed2.toLowerCase());
  const [only] = named2;
  if (only === void 0) throw badInput("workflow", "No workflow of this account has exactly that name.", "List them with: wireflow workflows");
  if (named2.length > 1) throw badInput("workflow", "Several workflows of this account have that name.", "Use the ID of one of them: wireflow workflows");
  return only.id;
}
function isFile(given2) {
  return !/^[a-z][a-z\d+.-]*:\/\//i.test(given2.trim());
}
async function readImage(host, { client, baseUrl }, given2, option = "image") {
  const typed2 = given2.trim();
  if (!isFile(typed2)) return { checked: typed2, link: async () => typed2, mark: async () => pictureMark(await downloadImage(typed2, baseUrl, host.signal)) };
  client.requireKey();
  await readImageFile(host, typed2, option);
  return { checked: STAND_IN, link: async () => uploadFile(client, await readImageFile(host, typed2, option)), mark: async () => pictureMark((await readImageFile(host, typed2, option)).data) };
}
async function readImageFile(host, file, option) {
  const data = await readFile7(path8.resolve(host.folder, file)).catch(() => null);
  if (data === null) throw badInput(option, `--${option}: the file \u201C${path8.basename(file)}\u201D can not be read.`, "Check its path, or use a link that starts with https://.");
  const extension = imageExtension(data);
  if (extension === null) throw badInput(option, `--${option}: the file \u201C${path8.basename(file)}\u201D is not an image.`, "Use a PNG, JPEG or WebP file.");
  if (isCutOff(data)) throw badInput(option, `--${option}: the file \u201C${path8.basename(file)}\u201D is cut off: only a part of it is there.`, "Save it anew.");
  if (data.byteLength > UPLOAD_MAX_BYTES) throw badInput(option, `--${option}: the file \u201C${path8.basename(file)}\u201D is larger than the ${UPLOAD_MAX_BYTES / 1024 / 1024} MB that Wireflow takes.`, "Make it smaller.");
  return { data, contentType: contentTypeOf(extension), filename: `${path8.parse(file).name.replace(/[^\w.-]/g, "_") || "image"}.${extension}` };
}
async function readPrompt(host, given2) {
  return given2 === "-" ? (await host.stdin()).replace(/\r?\n$/, "") : given2;
}
var STAND_IN;
var init_start_values = __esm({
  "platforms/cli/runs/start_values.ts"() {
    "use strict";
    init_media_upload();
    init_find_workflows();
    init_webhook_address();
    init_errors();
    init_picture_end();
    init_safe_id();
    init_unseen();
    init_made_before();
    init_download();
    init_image_bytes();
    init_session();
    STAND_IN = "https://cdn.wireflow.ai/upload";
  }
});

// platforms/cli/runs/tier_values.ts
function readTier(given2) {
  const word = given2.trim().toLowerCase();
  const tier2 = TIERS.find(({ key: key2 }) => key2 === word)?.key ?? OTHER_WORDS[word];
  if (tier2 === void 0) throw badInput("tier", `--tier takes one of: ${TIERS.map(({ key: key2 }) => key2).join(", ")}.`, "\u201Cpro\u201D is another word for \u201Cfinal\u201D.");
  return tier2;
}
function readMegapixels(given2) {
  if (given2 === void 0) return void 0;
  const found = MEGAPIXELS.find((megapixels2) => String(megapixels2) === given2.trim());
  if (found === void 0) throw badInput("megapixels", `--megapixels takes one of: ${MEGAPIXELS.join(", ")}.`, "With a size in pixels, leave it out.");
  return found;
}
function readShape(given2) {
  const size3 = given2?.trim() || "1:1";
  if (shapeOf(size3) === null) throw badInput("size", "--size is no size that is known.", "Use a purpose such as story, a ratio such as 16:9, or sides such as 1280x720.");
  return size3;
}
var OTHER_WORDS;
var init_tier_values = __esm({
  "platforms/cli/runs/tier_values.ts"() {
    "use strict";
    init_errors();
    init_offers();
    init_tiers();
    OTHER_WORDS = { pro: "final", schnell: "draft", dev: "standard", "flux-3": "flux_3", kontext: "edit" };
  }
});

// core/fields/one_link.ts
function readLink2(given2, schemes, what = "a link") {
  const typed2 = given2.trim();
  if (SEVERAL.test(typed2) || SEVERAL_AS_JSON.test(typed2)) return { wrong: "takes one link, and several were given" };
  if (MORE_WORDS.test(typed2)) return { wrong: "takes one link and nothing behind it" };
  const link3 = typed2.replaceAll(" ", "%20");
  const starts = schemes === "https" ? /^https:\/\/[^/]/i : /^https?:\/\/[^/]/i;
  if (!starts.test(link3) || /\s/.test(link3) || !URL.canParse(link3)) return { wrong: `needs ${what} that starts with https://` };
  if (PLACEHOLDER.test(link3)) return { wrong: "holds a link with a placeholder in it that was not filled in" };
  if (/^https:/i.test(link3) && !isSafeLink(link3, PUBLIC_API)) return { wrong: `needs ${what} that Wireflow can open, and this one leads into a private network` };
  return { link: link3 };
}
var SEVERAL, SEVERAL_AS_JSON, MORE_WORDS, PLACEHOLDER, PUBLIC_API;
var init_one_link = __esm({
  "core/fields/one_link.ts"() {
    "use strict";
    init_safe_link();
    SEVERAL = /[\s,;|"'>]+https?:\/\/|[^/=?&:@%]https?:\/\//i;
    SEVERAL_AS_JSON = /^\[\s*"[^"]*"\s*,/;
    MORE_WORDS = /\.(?:png|jpe?g|webp|gif|avif|heic|svg)\s+(?!.*\.[a-z0-9]{2,5}$)\S/i;
    PLACEHOLDER = /\{\{.*?\}\}|\$\{.*?\}|%7B%7B/i;
    PUBLIC_API = "https://www.wireflow.ai";
  }
});

// core/fields/name_value_pairs.ts
function readPairs(given2, field3, taken) {
  const seen = new Set([...taken].map(foldName));
  const pairs = /* @__PURE__ */ new Map();
  for (const [rawName, value] of entriesOf(given2, field3)) {
    const name = withoutUnseenEnds(rawName.toWellFormed().replaceAll("\0", ""));
    if (value === void 0 || value === null || value === "") continue;
    if (name === "") throw badInput(field3.key, `The field ${field3.label} has a value without a name.`, "Type the input\u2019s name to the left of it.");
    if (seen.has(foldName(name))) {
      throw badInput(field3.key, `The field ${field3.label} repeats the name \u201C${shorten(name, 60)}\u201D.`, "Give each name once; the fields above have their own names.");
    }
    if (typeof value === "string" && [...value].length > (field3.maxLength ?? Infinity)) {
      throw badInput(field3.key, `The field ${field3.label} has too long a text under \u201C${shorten(name, 60)}\u201D.`, `Shorten it to ${(field3.maxLength ?? 0).toLocaleString("en-US")} characters.`);
    }
    seen.add(foldName(name));
    pairs.set(name, value);
  }
  return pairs;
}
function entriesOf(given2, field3) {
  if (given2 === void 0 || given2 === null || given2 === "") return [];
  if (Array.isArray(given2)) return given2.flatMap((item) => entryOf(item, field3));
  if (isObject(given2)) return Object.entries(given2);
  throw badInput(field3.key, `The field ${field3.label} needs names on the left and values on the right.`, "Fill in names on the left and values on the right.");
}
function entryOf(item, field3) {
  if (!isObject(item)) throw badInput(field3.key, `The field ${field3.label} needs a name on the left and a value on the right.`, "Fill in names on the left and values on the right.");
  const name = item["name"] ?? item["key"];
  return "value" in item || name !== void 0 ? [[text(name) ?? "", item["value"]]] : Object.entries(item);
}
var init_name_value_pairs = __esm({
  "core/fields/name_value_pairs.ts"() {
    "use strict";
    init_errors();
    init_json();
    init_fold_name();
    init_unseen();
    init_shorten();
  }
});

// core/fields/size_value.ts
function unknownSize(label, given2) {
  const { min, max } = SIDE_LIMITS_PX;
  if (isSides(given2)) return `The field ${label} takes sides from ${min} to ${max.toLocaleString("en-US")} pixels, and not ${shorten(given2.trim(), 40)}.`;
  return `The field ${label} knows no size called \u201C${shorten(given2.trim(), 40)}\u201D.`;
}
function sizeKey(given2) {
  const found = readSize(given2);
  if (found === null) return null;
  return "preset" in found ? found.preset.key : `${found.width}x${found.height}`;
}
var KNOWN_SIZES;
var init_size_value = __esm({
  "core/fields/size_value.ts"() {
    "use strict";
    init_image_sizes();
    init_shorten();
    KNOWN_SIZES = `${IMAGE_SIZES.map(({ key: key2 }) => key2).join(", ")}; a ratio such as 16:9; sides such as 1280x720`;
  }
});

// core/fields/unestimated.ts
function unestimatedInPrompt(body) {
  const isLarge = mayBeLarge(body);
  const more = Object.keys(body).some((key2) => !WITHOUT_PRICE.has(key2) && !SIZE_NAMES.includes(key2) && key2 !== "image_url");
  return [...isLarge ? ["the size"] : [], ..."image_url" in body ? ["the reference image"] : [], ...more ? ["the field More Inputs"] : []];
}
function mayBeLarge({ width, height, image_size: sides2 }) {
  const area = (across, down) => Number(across ?? CHEAPEST_SIDE_PX) * Number(down ?? CHEAPEST_SIDE_PX);
  const ofSides2 = isObject(sides2) ? area(sides2["width"], sides2["height"]) : sides2 === void 0 ? 0 : NaN;
  return ![area(width, height), ofSides2].every((px) => px <= CHEAPEST_PX);
}
var CHEAPEST_SIDE_PX, CHEAPEST_PX, WITHOUT_PRICE, SIZE_NAMES;
var init_unestimated = __esm({
  "core/fields/unestimated.ts"() {
    "use strict";
    init_json();
    CHEAPEST_SIDE_PX = 1024;
    CHEAPEST_PX = CHEAPEST_SIDE_PX * CHEAPEST_SIDE_PX;
    WITHOUT_PRICE = /* @__PURE__ */ new Set(["prompt", "style", "seed", "aspect_ratio"]);
    SIZE_NAMES = ["width", "height", "image_size"];
  }
});

// core/fields/prompt_body.ts
var prompt_body_exports = {};
__export(prompt_body_exports, {
  promptBody: () => promptBody,
  unestimatedInPrompt: () => unestimatedInPrompt
});
function promptBody(values) {
  const given2 = parseFields(PromptValues, values, NEXT_STEPS);
  const body = /* @__PURE__ */ new Map([["prompt", given2.prompt]]);
  for (const [name, value] of Object.entries({ ...sizeOf(given2), style: given2.style, image_url: given2.image_url, seed: given2.seed })) {
    if (value !== void 0) body.set(name, value);
  }
  for (const [name, value] of readPairs(values["more_inputs"], FIELDS2.more_inputs, body.keys())) body.set(name, value);
  return Object.fromEntries(body);
}
function sizeOf({ size: size3, width, height }) {
  if (typeof size3 === "object" && (width !== void 0 || height !== void 0)) {
    const said = "preset" in size3 ? size3.preset.label : `${size3.width}x${size3.height}`;
    throw badInput("size", `The field Size says \u201C${said}\u201D, but Width or Height is filled in as well.`, "Choose the size Custom, or empty Width and Height.");
  }
  if (typeof size3 === "object") {
    const { aspectRatio, ...sides2 } = "preset" in size3 ? size3.preset : size3;
    return { ...aspectRatio === null ? {} : { aspect_ratio: aspectRatio }, width: sides2.width, height: sides2.height, image_size: { width: sides2.width, height: sides2.height } };
  }
  if (width === void 0 && height === void 0 && size3 !== CUSTOM_SIZE) return {};
  if (width === void 0 || height === void 0) {
    const missing2 = width === void 0 ? FIELDS2.width : FIELDS2.height;
    throw badInput(missing2.key, `The field ${missing2.label} is empty, and a custom size needs both sides.`, "Fill it in, or choose a size from the list.");
  }
  return { width, height, image_size: { width, height } };
}
var FIELDS2, CUSTOM_LABEL, webLink, size, style, PromptValues, NEXT_STEPS;
var init_prompt_body = __esm({
  "core/fields/prompt_body.ts"() {
    "use strict";
    init_mini();
    init_errors();
    init_value_schemas();
    init_prompt_fields();
    init_image_sizes();
    init_fold_name();
    init_missing_value();
    init_one_link();
    init_name_value_pairs();
    init_size_value();
    init_unestimated();
    FIELDS2 = Object.fromEntries(PROMPT_FIELDS.map((field3) => [field3.key, field3]));
    CUSTOM_LABEL = FIELDS2.size.choices?.find(({ value }) => value === CUSTOM_SIZE)?.label ?? CUSTOM_SIZE;
    webLink = turned(words(FIELDS2.image_url), (value, refuse) => {
      const read2 = readLink2(value, "https");
      return "link" in read2 ? read2.link : refuse(`The field ${FIELDS2.image_url.label} ${read2.wrong}.`);
    });
    size = turned(words(FIELDS2.size), (value, refuse) => {
      const wanted = foldName(value);
      if (wanted === CUSTOM_SIZE || wanted === foldName(CUSTOM_LABEL)) return CUSTOM_SIZE;
      return readSize(value) ?? refuse(unknownSize(FIELDS2.size.label, value));
    });
    style = turned(words(FIELDS2.style), (value) => STYLES.find(([, label]) => foldName(label) === foldName(value))?.[0] ?? value);
    PromptValues = object({
      prompt: given(
        pipe(unknown().check(refine((value) => value !== void 0, { error: "The field Prompt is empty.", abort: true })), words(FIELDS2.prompt)).check(
          refine((value) => !isMissingText(value), { error: standsForMissing(FIELDS2.prompt.label) })
        )
      ),
      size: optional2(size),
      style: optional2(style),
      image_url: optional2(webLink),
      width: optional2(wholeNumber(FIELDS2.width)),
      height: optional2(wholeNumber(FIELDS2.height)),
      seed: optional2(wholeNumber(FIELDS2.seed))
    });
    NEXT_STEPS = {
      prompt: "Type what the image should show, or map a text from an earlier step.",
      size: `Choose one of: ${KNOWN_SIZES}; or \u201Ccustom\u201D with Width and Height.`
    };
  }
});

// core/fields/flux_fields.ts
var promptField, startField2, TIER, SIZE, MEGAPIXEL_FIELD, COUNT, FLUX_FIELDS, COMPARE_FIELDS;
var init_flux_fields = __esm({
  "core/fields/flux_fields.ts"() {
    "use strict";
    init_image_sizes();
    init_job();
    init_tiers();
    init_prompt_fields();
    init_reuse_field();
    init_start_fields();
    promptField = (key2) => PROMPT_FIELDS.find((field3) => field3.key === key2);
    startField2 = (key2) => START_FIELDS.find((field3) => field3.key === key2);
    TIER = {
      key: "tier",
      label: "Tier",
      help: "Drafts cost a fraction of a cent; not every provider has every tier.",
      type: "line",
      required: true,
      choices: TIERS.map(({ key: key2, label }) => ({ value: key2, label })),
      default: "final"
    };
    SIZE = {
      key: "size",
      label: "Size",
      help: "Empty makes a square; a mapped 16:9, 1280x720 or \u201Cstory\u201D is understood as well.",
      type: "line",
      required: false,
      choices: IMAGE_SIZES.map(({ key: key2, label }) => ({ value: key2, label }))
    };
    MEGAPIXEL_FIELD = {
      key: "megapixels",
      label: "Megapixels",
      help: "Empty means 1, or 4 with the tier Ultra.",
      type: "line",
      required: false,
      choices: MEGAPIXELS.map((megapixels2) => ({ value: String(megapixels2), label: megapixelLabel(megapixels2) }))
    };
    COUNT = { key: "count", label: "Number of Images", help: "Empty means 1; each is paid for.", type: "integer", required: false, min: 1, max: 4 };
    FLUX_FIELDS = [
      {
        key: "provider",
        label: "Provider",
        help: "Add the key of each provider to the connection; the cheapest is chosen by the price list of this integration.",
        type: "line",
        required: true,
        choices: [{ value: "cheapest", label: "The cheapest I have a key for" }, ...PROVIDERS.map((provider) => ({ value: provider, label: PROVIDER_LABELS[provider] }))],
        default: "cheapest"
      },
      TIER,
      { ...promptField("prompt") },
      SIZE,
      MEGAPIXEL_FIELD,
      COUNT,
      { key: "input_image", label: "Input Image", help: "A file or a public link, to change an image in place of making one from nothing.", type: "file", required: false, maxLength: 5e3 },
      { ...startField2("wait"), help: "Most take 3 to 30 seconds. **Until finished** needs an Only Once ID: the step then pauses and looks again by itself, for up to an hour." },
      { ...promptField("seed"), help: "A whole number: the same seed and prompt give a similar image again; further images count up from it." },
      {
        key: "format",
        label: "Format",
        help: "Empty means PNG; DeepInfra and FLUX 3 choose it themselves.",
        type: "line",
        required: false,
        choices: [{ value: "png", label: "PNG" }, { value: "jpeg", label: "JPEG" }],
        group: "more"
      },
      { ...startField2("run_id"), help: "Something unique to these images, such as a row or order ID: with the same Only Once ID within 24 hours nothing is bought again." },
      { ...startField2("after_failure"), help: "Only with an **Only Once ID** whose earlier images all failed. Empty buys anew only if the provider says that they cost nothing." },
      { ...REUSE_FIELD, help: "The same is the same model, prompt, input image, size, format, seed and number: the files that Zapier has kept are given again, and nothing is paid." },
      { key: "max_usd", label: "Maximum Cost (in US Dollars)", help: "For all images together; nothing is started if the price list says that it can be more.", type: "number", required: false, min: 0, max: 1e3, group: "money" },
      { ...startField2("test_mode"), help: "A sample is free. Empty makes a real image." }
    ];
    COMPARE_FIELDS = [TIER, SIZE, MEGAPIXEL_FIELD, { ...COUNT, help: "Empty means 1.", max: 1e6 }];
  }
});

// core/fields/flux_options.ts
var flux_options_exports = {};
__export(flux_options_exports, {
  megapixelsOf: () => megapixelsOf2,
  readCompareOptions: () => readCompareOptions,
  readFluxOptions: () => readFluxOptions
});
function megapixelsOf2(tierGiven, given2) {
  return given2 ?? (tierGiven === "ultra" ? 4 : 1);
}
function readFluxOptions(values) {
  return parseFields(FluxOptions, values, { ...NEXT_STEPS2, prompt: "Type what the image should show, or map a text from an earlier step." });
}
function readCompareOptions(values) {
  return parseFields(CompareOptions, values, NEXT_STEPS2);
}
var field2, link2, tier, size2, NEXT_STEPS2, megapixels, FluxOptions, CompareOptions;
var init_flux_options = __esm({
  "core/fields/flux_options.ts"() {
    "use strict";
    init_mini();
    init_json();
    init_flux_fields();
    init_missing_value();
    init_only_once_id();
    init_size_value();
    init_value_schemas();
    field2 = (key2, fields = FLUX_FIELDS) => fields.find((each) => each.key === key2);
    link2 = turned(words(field2("input_image")), (value) => value.trim()).check(
      refine(isWebAddress, { error: "The field Input Image needs a file, or a link that starts with https://." })
    );
    tier = turned(optional2(oneOf(field2("tier"))), (value) => value ?? "final");
    size2 = turned(
      optional2(turned(words(field2("size")), (value, refuse) => sizeKey(value) ?? refuse(unknownSize(field2("size").label, value)))),
      (value) => value ?? "square"
    );
    NEXT_STEPS2 = { size: `Choose one of: ${KNOWN_SIZES}.` };
    megapixels = turned(optional2(oneOf(field2("megapixels"))), (value) => value === void 0 ? null : Number(value));
    FluxOptions = object({
      provider: turned(optional2(oneOf(field2("provider"))), (value) => value ?? "cheapest"),
      tier,
      prompt: given(
        pipe(union([string2(), number3()], { error: "The field Prompt is empty." }), words(field2("prompt"))).check(
          refine((value) => !isMissingText(value), { error: standsForMissing(field2("prompt").label) })
        )
      ),
      size: size2,
      megapixels,
      count: turned(optional2(wholeNumber(field2("count"))), (value) => value ?? 1),
      input_image: turned(optional2(link2), (value) => value ?? null),
      seed: turned(optional2(wholeNumber(field2("seed"))), (value) => value ?? null),
      format: turned(optional2(oneOf(field2("format"))), (value) => value ?? "png"),
      wait: turned(optional2(oneOf(field2("wait"))), (value) => value ?? "no"),
      run_id: onlyOnceId(field2("run_id")),
      after_failure: turned(optional2(oneOf(field2("after_failure"))), (value) => value ?? "again_if_free"),
      reuse: turned(optional2(oneOf(field2("reuse"))), (value) => value ?? "off"),
      max_usd: turned(optional2(amount(field2("max_usd"))), (value) => value ?? null),
      test_mode: turned(optional2(oneOf(field2("test_mode"))), (value) => value ?? "real")
    });
    CompareOptions = object({
      tier,
      size: size2,
      megapixels,
      count: turned(optional2(wholeNumber(field2("count", COMPARE_FIELDS))), (value) => value ?? 1)
    });
  }
});

// platforms/cli/runs/provider_image.ts
var provider_image_exports = {};
__export(provider_image_exports, {
  generateAtProvider: () => generateAtProvider
});
import { readFile as readFile8 } from "node:fs/promises";
import path9 from "node:path";
async function generateAtProvider(call) {
  const { host, values } = call;
  const other = NOT_HERE.find((name) => values[name] !== void 0 && (name !== "input" || valuesOf(values, "input").length > 0));
  if (other !== void 0) throw badInput(other, `--${other} is for Wireflow\u2019s workflows.`, "Leave it out, or leave --provider out.");
  const choice = readChoice(valueOf2(values, "provider") ?? "");
  const { runId: runId2, afterFailure, reuse, waitMs: waitMs2, folder: named2 } = await readRunOptions(values, true);
  const folder = named2 ?? ".";
  if (waitMs2 === null) throw badInput("wait", "--wait 0 would lose the image: its link dies within minutes.", "Leave it out, or give it more time.");
  const { promptBody: promptBody2 } = await Promise.resolve().then(() => (init_prompt_body(), prompt_body_exports));
  const { prompt, seed = null } = promptBody2({ prompt: await readPrompt(host, valueOf2(values, "prompt")), seed: valueOf2(values, "seed") });
  const inputImage = await inputImageOf(host, valueOf2(values, "image"));
  const wish = readWish(values, inputImage);
  const { readFluxOptions: readFluxOptions2 } = await Promise.resolve().then(() => (init_flux_options(), flux_options_exports));
  const { max_usd: maxUsd } = readFluxOptions2({ prompt, max_usd: valueOf2(values, "max-usd") });
  const known = providersOf(host, Infinity);
  assertKey(known, choice);
  await prepareFolder(host.folder, folder);
  const mark = reuse === "off" || inputImage === null ? null : await inputImage.mark(known.baseUrls.bfl).catch(() => null);
  const asked = inputImage !== null && mark === null ? "off" : reuse;
  const pictures = inputImage === null ? {} : { inputMarks: mark === null ? null : [mark] };
  return buyAndSave(call, { choice, wish, prompt, seed, inputImages: inputImage === null ? [] : [inputImage.address], ...pictures, runId: runId2, afterFailure, reuse: asked, maxUsd, waitMs: waitMs2, folder });
}
function readChoice(given2) {
  const word = given2.trim().toLowerCase();
  const name = word === CHEAPEST ? CHEAPEST : PROVIDERS.find((provider) => provider === word);
  if (name === void 0) throw badInput("provider", `--provider takes one of: ${[...PROVIDERS, CHEAPEST].join(", ")}.`, "Leave it out for Wireflow.");
  return name;
}
function readWish(values, inputImage) {
  const tier2 = readTier(valueOf2(values, "tier") ?? (inputImage === null ? "final" : "edit"));
  if (tier2 === "edit" && inputImage === null) throw badInput("image", "The tier \u201Cedit\u201D changes an image, and there is none.", "Give it with --image.");
  return { tier: tier2, size: readShape(valueOf2(values, "size")), megapixels: readMegapixels(valueOf2(values, "megapixels")) ?? (tier2 === "ultra" ? 4 : 1), inputImages: inputImage === null ? 0 : 1 };
}
async function inputImageOf(host, given2) {
  const typed2 = given2?.trim();
  if (typed2 === void 0) return null;
  if (/^https:\/\//i.test(typed2) && URL.canParse(typed2)) return { address: typed2, mark: async (baseUrl) => pictureMark(await downloadImage(typed2, baseUrl, host.signal)) };
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(typed2)) throw badInput("image", "--image needs a link that starts with https://, or a file.", "Correct it, or leave it out.");
  const bytes = await readFile8(path9.resolve(host.folder, typed2)).catch(() => null);
  const named2 = `--image: the file \u201C${path9.basename(typed2)}\u201D`;
  if (bytes === null) throw badInput("image", `${named2} can not be read.`, "Check its path, or use a link that starts with https://.");
  const extension = imageExtension(bytes);
  if (extension === null) throw badInput("image", `${named2} is not an image.`, "Use a PNG, JPEG or WebP file.");
  if (bytes.byteLength > MOST_INPUT_BYTES) throw badInput("image", `${named2} is larger than ${MOST_INPUT_BYTES / 1024 / 1024} MB.`, "Make it smaller.");
  return { address: `data:${contentTypeOf(extension)};base64,${bytes.toString("base64")}`, mark: async () => pictureMark(bytes) };
}
var MOST_INPUT_BYTES, NOT_HERE;
var init_provider_image = __esm({
  "platforms/cli/runs/provider_image.ts"() {
    "use strict";
    init_errors();
    init_job();
    init_made_before();
    init_choose_offer();
    init_command();
    init_download();
    init_image_bytes();
    init_save_images();
    init_purchase();
    init_run_options();
    init_start_values();
    init_tier_values();
    MOST_INPUT_BYTES = 10 * 1024 * 1024;
    NOT_HERE = ["webhook", "workflow", "style", "max-credits", "uncertain-cost", "fallback", "input"];
  }
});

// platforms/cli/actions/generate.ts
var generate_exports = {};
__export(generate_exports, {
  generate: () => generate,
  generateImage: () => generateImage
});
async function generate(call) {
  return printOutcome(call.printer, await generateImage(call, await openSession(call)));
}
async function generateImage(call, session) {
  const { host, values, printer } = call;
  if (valueOf2(values, "provider") !== void 0) return (await Promise.resolve().then(() => (init_provider_image(), provider_image_exports))).generateAtProvider(call);
  const runOptions = await readRunOptions(values, session.client.hasKey);
  const named2 = { webhook: valueOf2(values, "webhook"), workflow: valueOf2(values, "workflow") };
  const address2 = await readAddress(host, session, named2);
  const asked = await readAsked(call, session);
  if (runOptions.waitMs !== null) session.client.requireKey();
  const target = async () => readTarget2(host, session, named2);
  return withFallback(call, session, runOptions, {
    action: "generate_image",
    address: address2,
    workflow: async () => workflowOfAddress(session.client, session.memory, await target()),
    picture: () => asked.picture,
    async start() {
      const start2 = startOf(session, asked, await target());
      if (runOptions.folder !== null) await prepareFolder(host.folder, runOptions.folder);
      const execution = await startAndWait(session, start2, runOptions, (doing) => printer.progress(doing));
      return handOver(host, session, execution, { ...runOptions, waited: runOptions.waitMs !== null });
    }
  });
}
async function readAsked({ host, values }, session) {
  const { promptBody: promptBody2, unestimatedInPrompt: unestimatedInPrompt2 } = await Promise.resolve().then(() => (init_prompt_body(), prompt_body_exports));
  const given2 = valueOf2(values, "image");
  const image = given2 === void 0 ? null : await readImage(host, session, given2);
  const pairs = pairsOf(valuesOf(values, "input"));
  const fields = {
    prompt: await readPrompt(host, valueOf2(values, "prompt")),
    ...sizeValues(valueOf2(values, "size")),
    style: valueOf2(values, "style"),
    seed: valueOf2(values, "seed"),
    more_inputs: pairs,
    ...image === null ? {} : { image_url: image.checked }
  };
  const body = promptBody2(fields);
  session.client.knowInputs(body);
  return { body, unestimated: unestimatedInPrompt2(body), image, picture: pairs.length > 0 ? null : plainPicture({ ...fields, more_inputs: void 0 }) };
}
function startOf({ client, memory }, { body, unestimated, image }, target) {
  return {
    action: "generate_image",
    address: target,
    knownWorkflowId: null,
    workflow: () => workflowOfAddress(client, memory, target),
    unestimated,
    inputs: async () => image === null ? body : { ...body, image_url: await image.mark() },
    start: async () => client.trigger(target, image === null ? body : { ...body, image_url: await image.link() })
  };
}
var init_generate = __esm({
  "platforms/cli/actions/generate.ts"() {
    "use strict";
    init_plain_picture();
    init_workflow_of_address();
    init_command();
    init_save_images();
    init_print_outcome();
    init_fallback2();
    init_hand_over();
    init_run_options();
    init_session();
    init_start_and_wait();
    init_start_values();
  }
});

// core/runs/workflow_graph.ts
function inputsOfGraph({ nodes, edges }) {
  const fed = new Set(edges.map((edge) => text(edge["target"])));
  return nodes.flatMap((node) => {
    const id = text(node["id"]);
    const data = isObject(node["data"]) ? node["data"] : {};
    const nodeType = text(data["nodeType"]) ?? "";
    if (id === null || fed.has(id) || !isInput(nodeType, text(data["category"]) ?? "")) return [];
    const saved = settingsOf(node);
    return [
      {
        nodeId: id,
        label: text(data["label"]) ?? id,
        type: TYPES.find(([pattern]) => pattern.test(nodeType))?.[1] ?? "text",
        required: false,
        description: null,
        default: savedValueIn(valueKeysOf(node).map((key2) => saved[key2])),
        choices: []
      }
    ];
  });
}
function graphWithValues({ nodes, edges }, values) {
  const filled2 = nodes.map((node) => {
    const id = text(node["id"]);
    if (id === null || !values.has(id)) return node;
    const data = isObject(node["data"]) ? node["data"] : {};
    const setting = Object.fromEntries(valueKeysOf(node).map((key2) => [key2, values.get(id)]));
    const merged = (key2) => ({ ...isObject(data[key2]) ? data[key2] : {}, ...setting });
    return { ...node, data: { ...data, config: merged("config"), params: merged("params") } };
  });
  return { nodes: filled2, edges };
}
function isInput(nodeType, category) {
  return /^input\b/i.test(category) || /^input\b/i.test(nodeType) || /^utility\b.*import/i.test(nodeType);
}
function valueKeysOf(node) {
  const settings = settingsOf(node);
  const nodeType = isObject(node["data"]) ? text(node["data"]["nodeType"]) : null;
  const isImport = /^input:image$/i.test(nodeType ?? "") || LINK_KEYS.every((key2) => key2 in settings);
  if (isImport) return [...LINK_KEYS, ...["url"].filter((key2) => key2 in settings)];
  return [Object.keys(settings).find((key2) => isTyped(settings[key2])) ?? "prompt"];
}
function savedValueIn(values) {
  const typed2 = values.filter(isTyped);
  return typed2.find((value) => value !== "") ?? typed2[0] ?? null;
}
function isTyped(value) {
  return ["string", "number", "boolean"].includes(typeof value);
}
function settingsOf(node) {
  const data = isObject(node["data"]) ? node["data"] : {};
  const [config2, params] = [data["config"], data["params"]].map((value) => isObject(value) ? value : {});
  return { ...config2, ...params, ...config2 };
}
var TYPES, LINK_KEYS;
var init_workflow_graph = __esm({
  "core/runs/workflow_graph.ts"() {
    "use strict";
    init_json();
    TYPES = [
      [/image/i, "image"],
      [/number|seed/i, "number"],
      [/toggle|boolean/i, "boolean"],
      [/url|import/i, "url"]
    ];
    LINK_KEYS = ["image", "imageUrl"];
  }
});

// core/runs/saved_workflow.ts
async function inputsOf(client, workflowId) {
  const inputs = await client.describeInputs(workflowId).catch(async (error) => {
    if (!isUnknownPath(error)) throw error;
    return inputsOfGraph(await client.getWorkflow(workflowId));
  });
  return toldApart(inputs);
}
async function runSaved(client, workflowId, values, idempotencyKey) {
  return client.run(workflowId, Object.fromEntries(values), idempotencyKey).catch(async (error) => {
    if (!isNotFound(error)) throw error;
    return client.execute(workflowId, graphWithValues(await client.getWorkflow(workflowId), values), idempotencyKey === void 0 ? void 0 : `${idempotencyKey}-execute`);
  });
}
function isNotFound(error) {
  return error instanceof WireflowError && error.kind === "not_found";
}
var init_saved_workflow = __esm({
  "core/runs/saved_workflow.ts"() {
    "use strict";
    init_client();
    init_errors();
    init_workflow_graph();
    init_workflow2();
  }
});

// core/fields/workflow_inputs.ts
function fieldKeyOf(nodeId) {
  return PREFIX + [...nodeId].map((char) => /[A-Za-z0-9]/.test(char) ? char : `_${char.codePointAt(0)?.toString(16)}_`).join("");
}
function nodeIdOf(fieldKey) {
  if (!fieldKey.startsWith(PREFIX)) return null;
  const nodeId = fieldKey.slice(PREFIX.length).replace(/_([0-9a-f]{1,5}|10[0-9a-f]{4})_/g, (_match, code2) => String.fromCodePoint(Number.parseInt(code2, 16)));
  return fieldKeyOf(nodeId) === fieldKey ? nodeId : null;
}
function savedValueOf({ default: saved }) {
  return isEmpty(saved) ? null : saved;
}
function readRunInputs(inputs, values) {
  const read2 = /* @__PURE__ */ new Map();
  for (const input of inputs) {
    const given2 = values[fieldKeyOf(input.nodeId)];
    if (!isEmpty(given2)) read2.set(input.nodeId, readValue(input, given2));
    else if (input.type === "image" && (input.required || savedValueOf(input) !== null)) throw missingImage(input);
    else if (input.required && savedValueOf(input) === null) throw missing(input);
  }
  assertSomeArrive(inputs, values, read2);
  return read2;
}
function assertSomeArrive(inputs, values, read2) {
  const keys = new Set(inputs.map(({ nodeId }) => fieldKeyOf(nodeId)));
  const gone = Object.keys(values).find((key2) => nodeIdOf(key2) !== null && !keys.has(key2) && !isEmpty(values[key2]));
  if (gone === void 0 || inputs.some(({ nodeId, default: saved }) => read2.has(nodeId) && String(read2.get(nodeId)) !== String(saved))) return;
  throw badInput(gone, "What is filled in belongs to inputs that this workflow has no more, and would not reach it.", "Refresh the fields of this step, then fill in the inputs that the workflow has now, or take out what is left of its former ones.");
}
function unestimatedInputs(inputs, values) {
  return inputs.filter(({ nodeId, type: type2, default: saved }) => values.has(nodeId) && type2 !== "text" && String(values.get(nodeId)) !== String(saved)).map(({ label }) => `the input \u201C${shorten(label, LONGEST_LABEL2)}\u201D`);
}
function readValue(input, given2) {
  if (input.type === "number") return readNumber(input, given2);
  if (input.type === "boolean") return readBoolean(input, given2);
  if (input.type === "select") return readChoice2(input, given2);
  const words2 = readOneText(fieldOf(input), given2, "Type or map a text.") ?? "";
  if (input.type !== "text") return readFieldLink(input, words2);
  if (!isMissingText(words2)) return words2;
  throw badInput(fieldKeyOf(input.nodeId), standsForMissing(input.label), "Type or map a text.");
}
function readNumber(input, given2) {
  const typed2 = typeof given2 === "string" ? plainDigits(withoutUnseenEnds(given2)) : "";
  const value = DECIMAL2.test(typed2) ? Number(typed2) : given2;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} needs a number of at most 15 digits.`, "A longer one would arrive rounded: give a shorter one, or leave it out.");
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} needs a number.`, "Type or map a number, such as 7.");
}
function readBoolean(input, given2) {
  const value = yesOrNo(given2);
  if (value !== null) return value;
  throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} needs yes or no.`, "Choose one, or map true or false.");
}
function readChoice2(input, given2) {
  if (input.choices.length === 0) return isScalar(given2) ? given2 : readOneText(fieldOf(input), given2, "Choose one from the list.");
  if (!input.takesSeveral) return readOneChoice(input, given2);
  const several = Array.isArray(given2) ? given2 : [given2];
  const parted = several.flatMap((one) => typeof one === "string" && choiceOf(input, one) === void 0 ? one.split(/[,\n]/).filter((part) => !isEmpty(part)) : [one]);
  return parted.map((one) => readOneChoice(input, one));
}
function readOneChoice(input, given2) {
  const choice = isScalar(given2) ? choiceOf(input, given2) : void 0;
  if (choice) return "sends" in choice ? choice.sends : choice.value;
  const known = inQuotes(input.choices.map(({ label }) => label));
  throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} takes one of: ${known}.`, "Choose one from the list.");
}
function choiceOf({ choices }, given2) {
  const exactly = String(given2);
  const wanted = foldName(exactly);
  return choices.find(({ value }) => typeof given2 !== "string" && value === given2) ?? choices.find(({ value }) => String(value) === exactly) ?? choices.find(({ value }) => foldName(String(value)) === wanted) ?? choices.find(({ label }) => foldName(label) === wanted);
}
function readFieldLink(input, given2) {
  const read2 = readLink2(given2, "https or http", input.type === "image" ? "a file or a link" : "a link");
  if ("link" in read2) return read2.link;
  throw badInput(fieldKeyOf(input.nodeId), `The field ${input.label} ${read2.wrong}.`, "Map one file or link from an earlier step.");
}
function isScalar(value) {
  return ["string", "number", "boolean"].includes(typeof value);
}
function fieldOf({ nodeId, label }) {
  return { key: fieldKeyOf(nodeId), label };
}
function missingImage(input) {
  return badInput(
    fieldKeyOf(input.nodeId),
    `The field ${input.label} is empty, and the workflow would use (and charge for) its author\u2019s sample image.`,
    "Map a file or a link to your own image."
  );
}
function missing(input) {
  return badInput(fieldKeyOf(input.nodeId), `The field ${input.label} is empty, and this workflow needs it.`, "Fill it in, or map a value from an earlier step.");
}
var PREFIX, LONGEST_LABEL2, DECIMAL2;
var init_workflow_inputs2 = __esm({
  "core/fields/workflow_inputs.ts"() {
    "use strict";
    init_errors();
    init_fold_name();
    init_plain_digits();
    init_unseen();
    init_missing_value();
    init_in_quotes();
    init_one_link();
    init_one_text();
    init_yes_or_no();
    init_shorten();
    PREFIX = "input_";
    LONGEST_LABEL2 = 80;
    DECIMAL2 = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  }
});

// platforms/cli/runs/named_inputs.ts
function inputNamed(inputs, name) {
  const byId = inputs.find(({ nodeId }) => nodeId === name.trim());
  if (byId !== void 0) return byId;
  const byLabel = inputs.filter(({ label, nodeId }) => plain3(label) === plain3(name) || plain3(nodeId) === plain3(name));
  const [only] = byLabel;
  if (only !== void 0 && byLabel.length === 1) return only;
  const names = inputs.map(({ label, nodeId }) => `${label} (${nodeId})`).join(", ");
  const problem = only === void 0 ? `The workflow has no input called \u201C${name.trim()}\u201D.` : `Several inputs of the workflow are called \u201C${name.trim()}\u201D.`;
  throw badInput("input", problem, names === "" ? "It takes no inputs." : `Use the name or the ID of one of these: ${names}.`);
}
function promptInput(inputs) {
  const texts = inputs.filter(({ type: type2 }) => type2 === "text");
  const candidates = [texts.filter(({ label, nodeId }) => plain3(label) === "prompt" || plain3(nodeId) === "prompt"), texts.filter(({ label }) => /prompt/i.test(label)), texts];
  for (const [only, ...more] of candidates) {
    if (only !== void 0 && more.length === 0) return only;
    if (only !== void 0) break;
  }
  throw badInput("prompt", "It can not be told which input of the workflow takes the prompt.", `Use --input NAME=TEXT with one of: ${texts.map(({ label, nodeId }) => `${label} (${nodeId})`).join(", ") || "no text input"}.`);
}
function sizeInputs(inputs, body) {
  const values = new Map(Object.entries(body).map(([name, value]) => [plain3(name), value]));
  const found = SIZE_WAYS.flatMap((way) => {
    const told = way.map((name) => inputs.filter(({ label, nodeId }) => plain3(label) === name || plain3(nodeId) === name));
    return way.every((name, index) => values.has(name) && told[index]?.length === 1) ? way.map((name, index) => [(told[index]?.[0]).nodeId, values.get(name)]) : [];
  });
  if (found.length === 0) throw badInput("size", "The workflow has no input for this size.", "Leave --size out; see its inputs with: wireflow inputs ID");
  return Object.fromEntries(found.map(([nodeId, value]) => [fieldKeyOf(nodeId), value]));
}
var plain3, SIZE_WAYS;
var init_named_inputs = __esm({
  "platforms/cli/runs/named_inputs.ts"() {
    "use strict";
    init_workflow_inputs2();
    init_errors();
    plain3 = (name) => name.toLowerCase().replace(/[\s_-]+/g, "");
    SIZE_WAYS = [["width", "height"], ["aspectratio"]];
  }
});

// platforms/cli/actions/run.ts
var run_exports = {};
__export(run_exports, {
  run: () => run,
  runWorkflow: () => runWorkflow
});
async function run(call) {
  const session = await openSession(call);
  session.client.requireKey();
  return printOutcome(call.printer, await runWorkflow(call, session));
}
async function runWorkflow(call, session) {
  const { host, values, printer, operand = "" } = call;
  const runOptions = await readRunOptions(values, session.client.hasKey);
  const prompt = await readPrompt(host, valueOf2(values, "prompt"));
  return withFallback(call, session, runOptions, {
    action: "run_workflow",
    address: operand.trim(),
    workflow: async () => ({ id: await readWorkflow(session.client, operand), isCertain: true }),
    picture: () => valuesOf(values, "input").length > 0 ? null : plainPicture({ prompt, ...sizeValues(valueOf2(values, "size")) }),
    async start() {
      const start2 = await readStart(call, session, prompt);
      if (runOptions.folder !== null) await prepareFolder(host.folder, runOptions.folder);
      const execution = await startAndWait(session, start2, runOptions, (doing) => printer.progress(doing));
      return handOver(host, session, execution, { ...runOptions, waited: runOptions.waitMs !== null });
    }
  });
}
async function readStart(call, session, prompt) {
  const { client } = session;
  const workflowId = await readWorkflow(client, call.operand ?? "");
  const inputs = await inputsOf(client, workflowId);
  const { typed: typed2, files, size: size3 } = await readInputs(call, session, inputs, prompt);
  const values = readRunInputs(inputs, typed2);
  client.knowInputs([...values.values()], inputs.map(({ nodeId }) => nodeId));
  return {
    action: "run_workflow",
    address: workflowId,
    knownWorkflowId: workflowId,
    workflow: async () => ({ id: workflowId, isCertain: true }),
    // Sides that --size has set are judged as those of generate: the first megapixel has one price.
    unestimated: [...unestimatedInputs(inputs.filter(({ nodeId }) => !size3.keys.has(fieldKeyOf(nodeId))), values), ...unestimatedInPrompt(size3.body)],
    inputs: async () => {
      const marks = [...files].map(async ([nodeId, file]) => [nodeId, await file.mark()]);
      return Object.fromEntries([...values, ...await Promise.all(marks)]);
    },
    start: async (idempotencyKey) => {
      const own2 = new Map(values);
      for (const [nodeId, file] of files) own2.set(nodeId, await file.link());
      return runSaved(client, workflowId, own2, idempotencyKey);
    }
  };
}
async function readInputs({ host, values }, session, inputs, prompt) {
  const typed2 = {};
  const files = /* @__PURE__ */ new Map();
  const give = (input, value) => {
    const key2 = fieldKeyOf(input.nodeId);
    if (key2 in typed2) throw badInput("input", `The input ${input.label} is given twice.`, "Give each input once.");
    typed2[key2] = value;
  };
  for (const { name, value } of pairsOf(valuesOf(values, "input"))) {
    const input = inputNamed(inputs, name);
    if (input.type === "image" && value.trim() !== "") {
      const picture = await readImage(host, session, value, "input");
      files.set(input.nodeId, picture);
      give(input, picture.checked);
    } else give(input, value);
  }
  if (prompt !== void 0) {
    const { promptBody: promptBody3 } = await Promise.resolve().then(() => (init_prompt_body(), prompt_body_exports));
    give(promptInput(inputs), promptBody3({ prompt })["prompt"]);
  }
  const size3 = valueOf2(values, "size");
  const keys = /* @__PURE__ */ new Set();
  if (size3 === void 0) return { typed: typed2, files, size: { body: {}, keys } };
  const { promptBody: promptBody2 } = await Promise.resolve().then(() => (init_prompt_body(), prompt_body_exports));
  const body = promptBody2({ prompt: "x", ...sizeValues(size3) });
  for (const [key2, value] of Object.entries(sizeInputs(inputs, body))) {
    if (key2 in typed2) continue;
    typed2[key2] = value;
    keys.add(key2);
  }
  return { typed: typed2, files, size: { body, keys } };
}
var init_run = __esm({
  "platforms/cli/actions/run.ts"() {
    "use strict";
    init_saved_workflow();
    init_unestimated();
    init_workflow_inputs2();
    init_plain_picture();
    init_errors();
    init_command();
    init_save_images();
    init_print_outcome();
    init_fallback2();
    init_hand_over();
    init_named_inputs();
    init_run_options();
    init_session();
    init_start_and_wait();
    init_start_values();
  }
});

// platforms/cli/ending.ts
init_exit_codes();
init_unfinished();
function interruption() {
  const controller = new AbortController();
  let signals = 0;
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.on(signal, () => {
      signals += 1;
      controller.abort();
      if (signals === 1) return;
      dropFiles();
      process.exit(EXIT.interrupted);
    });
  }
  return controller.signal;
}
async function end(code2) {
  process.exitCode = code2;
  await finishFiles();
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((written) => stream.write("", () => written()))));
  process.exit(code2);
}

// platforms/action/main.ts
init_exit_codes();

// platforms/cli/host.ts
init_errors();

// platforms/cli/files/text_of.ts
function textOf(bytes) {
  const encoding = bytes[0] === 255 && bytes[1] === 254 ? "utf-16le" : bytes[0] === 254 && bytes[1] === 255 ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

// platforms/cli/host.ts
function thisMachine(signal) {
  return {
    env: process.env,
    folder: process.cwd(),
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    // Loaded when it is needed: the help is there sooner.
    stdin: async () => {
      const words2 = textOf(await (await import("node:stream/consumers")).buffer(process.stdin));
      if (words2 === null) throw badInput("stdin", "What came on standard input is not in UTF-8.", "Convert it first, for example with: iconv -f WINDOWS-1252 -t UTF-8");
      return words2;
    },
    signal,
    fetch: (...request) => fetch(...request),
    now: Date.now,
    passed: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  };
}
function sinkOf(stream) {
  return { isTTY: stream.isTTY === true, write: (text2) => void stream.write(text2), stream };
}

// platforms/action/action.ts
init_errors();
init_job_address();
init_generate();
init_run();

// platforms/cli/definition/options.ts
init_fallback_field();
init_flux_fields();
init_prompt_fields();
init_reuse_field();
init_start_fields();
init_target_fields();
init_image_sizes();
init_job();
init_fallback();
init_tiers();
var fieldOf2 = (key2) => [...PROMPT_FIELDS, ...START_FIELDS, REUSE_FIELD, FALLBACK_FIELD, ...FLUX_FIELDS.filter(({ key: own2 }) => own2 === "max_usd")].find((field3) => field3.key === key2);
var HELP = { name: "help", help: "show this help" };
var JSON_OUTPUT = { name: "json", help: "JSON on standard output, one object per line" };
var KEY_FILE = {
  name: "api-key-file",
  value: "FILE",
  help: "file with the key (default: $WIREFLOW_API_KEY)",
  details: "`-` reads the key from standard input. There is no option for the key itself: arguments show in process lists.",
  completes: "file"
};
var WEBHOOK = {
  name: "webhook",
  value: "URL",
  help: "webhook URL or ID, or @FILE ($WIREFLOW_WEBHOOK)",
  details: "A webhook is a secret: whoever holds it spends credits. Prefer `WIREFLOW_WEBHOOK` or `@FILE`, since arguments show in process lists.",
  field: WEBHOOK_FIELD,
  guards: true
};
var WORKFLOW = { name: "workflow", value: "ID", help: "workflow ID, or its exact name with a key", guards: true };
var PROMPT2 = { name: "prompt", value: "TEXT", help: "what the image shows; - reads standard input", field: fieldOf2("prompt") };
var SIZE2 = {
  name: "size",
  value: "SIZE",
  help: "a purpose (story, pin), 16:9, or 1280x720",
  details: `A purpose: ${IMAGE_SIZES.map(({ key: key2 }) => `\`${key2}\``).join(", ")}; the ratio of one of them; or sides in pixels, each 64 to 4,096. Without it the workflow decides.`,
  field: fieldOf2("size")
};
var STYLE = { name: "style", value: "STYLE", help: "for workflows with a style input", field: fieldOf2("style") };
var SEED = { name: "seed", value: "N", help: "same seed and prompt, similar image", field: fieldOf2("seed") };
var INPUT = {
  name: "input",
  value: "NAME=VALUE",
  many: true,
  help: "another input of the workflow; repeatable",
  field: fieldOf2("more_inputs")
};
var IMAGE = {
  name: "image",
  value: "FILE",
  help: "reference image: a link, or a file with a key",
  details: "A file is copied to Wireflow with the key when the execution is started; without a key only a link can be sent.",
  field: fieldOf2("image_url"),
  completes: "file"
};
var WAIT2 = {
  name: "wait",
  value: "SECONDS",
  help: "how long to wait (default 300, 0 without a key)",
  details: "`0` starts the execution and prints its ID. From 0 to 86,400. Waiting needs the key."
};
var OUT = {
  name: "out",
  value: "DIR",
  help: "save the images in this folder",
  details: "Without it their links are printed and nothing is saved; but an image from a provider is saved in the current folder by `generate`, `run` and `wait`. As `EXECUTION_ID-1.png` and so on, with the ending that the bytes ask for. An ID with capital letters or other signs gets a mark behind it, and no file that is there is written over: the same image keeps its file, another one gets a name of its own.",
  completes: "folder"
};
var RUN_ID = {
  name: "run-id",
  value: "TEXT",
  help: "same ID within 24 hours: same execution, paid once",
  details: "Kept in a folder on this machine (see \u201CWhat is kept\u201D); another machine knows it only for `run`, and if Wireflow keeps it there.",
  field: fieldOf2("run_id"),
  guards: true
};
var MAX_CREDITS = {
  name: "max-credits",
  value: "N",
  help: "start nothing that would cost more",
  details: "Needs the key: Wireflow is asked for its estimate.",
  field: fieldOf2("max_credits"),
  guards: true
};
var AFTER_FAILURE = { name: "after-failure", value: "WHAT", help: "again_if_free (default), same or again", isRare: true, details: "What the Only Once ID of a failed execution does: start anew if it surely cost nothing, give the failed execution again, or start anew in any case.", field: fieldOf2("after_failure") };
var REUSE = { name: "reuse", value: "WHEN", help: "day or week: give what was made before", isRare: true, details: "Where this machine has made the same within a day or a week (workflow, inputs, size and seed equal, with the same key), its finished images are given again and nothing is started. Needs the key. A picture among the inputs counts by what it shows, not by its name or link. With `--provider` it is the file that was saved here, for as long as it lies there.", field: fieldOf2("reuse") };
var UNCERTAIN_COST = { name: "uncertain-cost", value: "WHAT", help: "stop (default) or start", isRare: true, details: "What `--max-credits` does where the cost is not certain: Wireflow estimates workflows as they are saved.", field: fieldOf2("uncertain_cost") };
var PROVIDER = {
  name: "provider",
  value: "NAME",
  help: `not Wireflow: ${PROVIDERS.join(", ")}, cheapest`,
  details: "Buys the image there, with the key in `BFL_API_KEY`, `DEEPINFRA_API_KEY` or `REPLICATE_API_TOKEN`. The images are saved in the current folder unless `--out` names another: their links die within minutes.",
  choices: [...PROVIDERS, "cheapest"],
  guards: true
};
var FALLBACK = {
  name: "fallback",
  value: "WAY",
  help: "if it can\u2019t start: bfl, deepinfra, replicate, \u2026",
  details: `Where Wireflow surely started nothing (out of credits, key refused, busy, unreachable), one image is bought elsewhere, with the key of that provider: ${FALLBACKS.map(({ key: key2, label }) => `\`${key2}\` (${label.replace("Make it at ", "").replace(" (", ": ").replace(")", "")})`).join(", ")}. For a prompt alone. \`--max-credits\` holds for it, a credit taken for $0.01, and one \`--run-id\` covers both. It is saved in the current folder unless \`--out\` names another. Where nothing comes of it either, the exit code is that of Wireflow\u2019s refusal; 6 where the image may have been bought there.`,
  field: fieldOf2("fallback")
};
var MAX_USD = { name: "max-usd", value: "N", help: "with --provider: buy nothing that can cost more", isRare: true, details: "By the price list of this program, in US dollars.", field: fieldOf2("max_usd"), guards: true };
var TIER2 = {
  name: "tier",
  value: "TIER",
  help: "draft, standard, pro (final), max, ultra, flux_3",
  details: `One of ${TIERS.map(({ key: key2, label }) => `\`${key2}\` (${label})`).join(", ")}. \`pro\` is another word for \`final\`.`,
  choices: [...TIERS.map(({ key: key2 }) => key2), "pro"]
};
var MEGAPIXELS_OPTION = { name: "megapixels", value: "N", help: `${MEGAPIXELS.join(", ")}; with sides, they say it`, choices: MEGAPIXELS.map(String) };

// platforms/cli/commands/generate.ts
var generate2 = {
  name: "generate",
  summary: "Send a prompt to a workflow\u2019s webhook, wait, save the images",
  about: "Without a key the execution is started and its ID printed. With the key in `WIREFLOW_API_KEY` the command waits for the images. With `--provider` the image is bought from that provider in place of Wireflow.",
  options: [
    WEBHOOK,
    WORKFLOW,
    PROMPT2,
    SIZE2,
    STYLE,
    SEED,
    INPUT,
    IMAGE,
    WAIT2,
    OUT,
    RUN_ID,
    AFTER_FAILURE,
    REUSE,
    MAX_CREDITS,
    UNCERTAIN_COST,
    FALLBACK,
    PROVIDER,
    TIER2,
    MEGAPIXELS_OPTION,
    MAX_USD,
    KEY_FILE,
    JSON_OUTPUT,
    HELP
  ],
  // prettier-ignore
  examples: [
    { command: 'wireflow generate --prompt "A paper boat" --size story --out images', does: "starts an execution through `WIREFLOW_WEBHOOK` and saves its image" },
    { command: 'echo "A paper boat" | wireflow generate --prompt - --wait 0 --json', does: "takes the prompt from a pipe and prints the ID at once" },
    { command: 'wireflow generate --provider bfl --tier pro --prompt "A paper boat"', does: "buys the image from Black Forest Labs" }
  ],
  run: async (call) => (await Promise.resolve().then(() => (init_generate(), generate_exports))).generate(call)
};

// platforms/cli/commands/run.ts
var run2 = {
  name: "run",
  summary: "Run a workflow with its own inputs, wait, save the images",
  about: "Needs the key. Inputs go by their names or node IDs (`wireflow inputs ID` lists them); a file for an image input is copied to Wireflow. With `--run-id`, Wireflow is asked to keep the execution for 24 hours, so that another machine gets it too (see \u201CWhat is kept\u201D).",
  operand: { name: "WORKFLOW", help: "its ID, or its exact name", required: true },
  options: [
    { ...INPUT, help: "an input by name or node ID; repeatable" },
    { ...PROMPT2, help: "for its prompt input; - reads standard input" },
    { ...SIZE2, details: "As with `generate`; the workflow needs inputs for it: Width and Height, or Aspect Ratio." },
    { ...WAIT2, help: "how long to wait for the images (default 300)" },
    OUT,
    RUN_ID,
    AFTER_FAILURE,
    REUSE,
    MAX_CREDITS,
    UNCERTAIN_COST,
    FALLBACK,
    KEY_FILE,
    JSON_OUTPUT,
    HELP
  ],
  // prettier-ignore
  examples: [
    { command: 'wireflow run "Product shots" --input photo=shoe.png --out images', does: "copies the file, runs the workflow and saves its images" },
    { command: 'wireflow run cm1abc123 --prompt "A paper boat" --run-id order-17', does: "gives the same execution again when it is repeated" }
  ],
  run: async (call) => (await Promise.resolve().then(() => (init_run(), run_exports))).run(call)
};

// platforms/action/action.ts
init_exit_codes();
init_print_outcome();

// platforms/cli/printing/proxy_hint.ts
var READ_BY_NODE = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"];
var READ_BY_CURL_ALONE = ["all_proxy", "ALL_PROXY"];
var VERSIONS = "(Node 22.21, 24.5 or newer)";
function proxyHint(kind, env) {
  if (kind !== "unreachable" && kind !== "timed_out") return "";
  const namedIn = (names) => names.find((name) => (env[name] ?? "").trim() !== "");
  const named2 = namedIn(READ_BY_NODE);
  if (named2 === void 0) {
    const unread = namedIn(READ_BY_CURL_ALONE);
    return unread === void 0 ? "" : ` ${unread} names a proxy, which Node does not read: set HTTPS_PROXY to it, with http:// in front, and NODE_USE_ENV_PROXY to 1 ${VERSIONS}.`;
  }
  if (env["NODE_USE_ENV_PROXY"] === "1") return "";
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec((env[named2] ?? "").trim())?.[1]?.toLowerCase();
  const also = scheme === "http" || scheme === "https" ? "" : scheme === void 0 ? " Put http:// in front of its address first." : " It has to be a proxy for HTTP, whose address begins with http://.";
  return ` ${named2} names a proxy, which Node uses only where NODE_USE_ENV_PROXY is 1 ${VERSIONS}.${also}`;
}

// platforms/action/action.ts
init_shell_word();
init_words();
init_interruption();
init_session();

// platforms/action/inputs.ts
init_json();
init_errors();
import { readFile as readFile9 } from "node:fs/promises";
import path10 from "node:path";
var SAME = ["fallback", "reuse", "provider", "tier", "megapixels", "max-usd"];
var INPUT_OF_OPTION = { out: "output-directory", wait: "wait-minutes", input: "inputs", prompt: "prompt", webhook: "webhook", workflow: "workflow", size: "size", "max-credits": "max-credits", "uncertain-cost": "uncertain-cost", "run-id": "run-id", ...Object.fromEntries(SAME.map((name) => [name, name])) };
var SECONDS_PER_MINUTE = 60;
async function readValues(runner, folder, runId2) {
  const option = (name, value) => value === void 0 ? {} : { [name]: value };
  return {
    ...option("webhook", runner.input("webhook")),
    ...option("workflow", runner.input("workflow")),
    ...option("prompt", await readPrompt2(runner, folder)),
    ...option("size", runner.input("size")),
    ...option("max-credits", runner.input("max-credits")),
    ...option("uncertain-cost", runner.input("uncertain-cost")),
    ...option("out", runner.input("output-directory")),
    ...option("wait", readWait3(runner.input("wait-minutes"))),
    ...Object.fromEntries(SAME.flatMap((name) => runner.input(name) === void 0 ? [] : [[name, runner.input(name)]])),
    "run-id": runId2,
    input: readPairs2(runner.input("inputs"))
  };
}
async function readPrompt2(runner, folder) {
  const prompt = runner.input("prompt");
  const file = runner.input("prompt-file");
  if (file === void 0) return prompt;
  if (prompt !== void 0) throw badInput("prompt-file", "The inputs prompt and prompt-file are both given.", "Use one of them.");
  const bytes = await readFile9(path10.resolve(folder, file)).catch(() => null);
  if (bytes === null) throw badInput("prompt-file", "The file that the input prompt-file names can not be read.", "Check its path; actions/checkout has to run before this step.");
  const words2 = textOf(bytes);
  if (words2 === null) throw badInput("prompt-file", "The file that the input prompt-file names is not in UTF-8.", "Save it in UTF-8.");
  return words2.replace(/\r?\n$/, "");
}
function readWait3(minutes) {
  if (minutes === void 0) return void 0;
  if (/^\d{1,4}(\.\d+)?$/.test(minutes)) return String(Number(minutes) * SECONDS_PER_MINUTE);
  throw badInput("wait-minutes", "The input wait-minutes needs a number of minutes.", "For example: 5");
}
function readPairs2(given2) {
  if (given2 === void 0) return [];
  if (!given2.startsWith("{")) {
    const lines = given2.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
    if (lines.some((line) => line.indexOf("=") < 1)) throw badInput("inputs", "The input inputs needs a line name=value for each, or an object of JSON.", "Correct it, or leave it out.");
    return lines.map((line) => line.replace(/\s*=\s*/, "="));
  }
  const parsed4 = parse4(given2);
  const isFlat = isObject(parsed4) && Object.values(parsed4).every((value) => ["string", "number", "boolean"].includes(typeof value));
  if (!isFlat) throw badInput("inputs", "The input inputs is no object of JSON with a text or number for each name.", 'Use the form {"name": "value"}.');
  return Object.entries(parsed4).map(([name, value]) => `${name}=${String(value)}`);
}
function parse4(json) {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}

// platforms/action/repeated.ts
init_errors();
init_flux_plan();
init_way_out();
init_owner();
init_run_id_claim();
init_run_key();
init_workflow_of_address();
init_command();
init_purchase();
init_start_values();
init_tier_values();

// platforms/action/run_id.ts
import { createHash as createHash7 } from "node:crypto";
import { readFile as readFile10 } from "node:fs/promises";
import path11 from "node:path";
var WHAT = ["webhook", "workflow", "prompt", "prompt-file", "size", "inputs", "provider", "tier", "megapixels"];
async function runIdOf(runner, env, folder) {
  const given2 = runner.input("run-id");
  if (given2 !== void 0) return { id: given2, isDerived: false };
  const place = ["GITHUB_REPOSITORY", "GITHUB_RUN_ID", "GITHUB_JOB", "GITHUB_ACTION"].map((name) => env[name] ?? "");
  const what = createHash7("sha256").update(JSON.stringify([...WHAT.map((name) => runner.input(name) ?? null), ...await wordsIn2(runner.input("prompt-file"), folder)])).digest("hex").slice(0, 16);
  return { id: [...place, runner.input("matrix-leg") ?? "", what].join("/"), isDerived: true };
}
async function wordsIn2(file, folder) {
  return file === void 0 ? [] : readFile10(path11.resolve(folder, file), "base64").then((words2) => [words2], () => []);
}
function attemptOf(env) {
  return Number(env["GITHUB_RUN_ATTEMPT"]) || 1;
}

// platforms/action/repeated.ts
async function assertNotRepeated(host, session, values, runId2, action) {
  const attempt = attemptOf(host.env);
  if (!runId2.isDerived || attempt === 1) return;
  if (await isKnown2(host, session, values, runId2.id, action)) return;
  const [what, way] = values["provider"] !== void 0 || values["fallback"] !== void 0 ? PROVIDER2 : WEBHOOK2;
  throw new WireflowError({ kind: "start_unknown", problem: `This is attempt ${attempt} of the workflow run, and an earlier one may have started this image: ${what} can not be recognised.`, nextStep: way });
}
var WEBHOOK2 = ["a start through a webhook", "Use the inputs workflow and api-key, with which Wireflow can recognise a re-run; or set run-id to something new to buy it again."];
var PROVIDER2 = ["an image from another provider", "Take the image of the earlier attempt; or set run-id to something new to buy it again."];
async function isKnown2(host, session, values, runId2, action) {
  const { client, memory, clock } = session;
  if (values["provider"] !== void 0) return isClaimed(await earlierRun(memory, runKey(`flux
${readTier(valueOf2(values, "tier") ?? "final")}`, runId2), ownerOfImages(providersOf(host, Infinity), null), clock.now()));
  const named2 = { webhook: valueOf2(values, "webhook"), workflow: valueOf2(values, "workflow") };
  const address2 = await readAddress(host, session, named2);
  const workflow = async () => workflowOfAddress(client, memory, await readTarget2(host, session, named2));
  return (await earlierStart(memory, clock, { action, address: address2, owner: ownerOf(client, action), workflow, runId: runId2 })).before !== null;
}

// platforms/action/runner.ts
import { randomUUID as randomUUID3 } from "node:crypto";
import { appendFileSync } from "node:fs";

// platforms/cli/printing/runner_commands.ts
var UNSEEN2 = "(?:(?![\\r\\n])[\\p{Cc}\\p{Cf}\\p{Mn}\\p{Me}\\p{Z}])*";
var UNSEEN_MARK = "(?:(?![\\r\\n])[\\p{Cc}\\p{Cf}\\p{Mn}\\p{Me}])*";
var AT_THE_START = new RegExp(`^(${UNSEEN2}):(${UNSEEN_MARK}):`, "gmu");
var ANYWHERE = new RegExp(`#(${UNSEEN_MARK})#(${UNSEEN_MARK})\\[`, "gu");
function withoutCommands(words2) {
  return words2.replace(AT_THE_START, "$1: :").replace(ANYWHERE, "# #[");
}

// platforms/action/runner.ts
var MOST_SUMMARY_BYTES = 1e3 * 1024;
var Runner = class {
  #env;
  #write;
  constructor(env, write) {
    this.#env = env;
    this.#write = write;
  }
  /** An input without outer blanks; one that is empty was not given: a fork's missing secret looks the same. */
  input(name) {
    const value = this.#env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`]?.trim();
    return value === "" ? void 0 : value;
  }
  /** Has every later line of the log show `***` in place of a secret. */
  mask(secret) {
    this.#command("add-mask", {}, secret);
  }
  /** A line of the log; somebody else's words can give the runner no commands. */
  log(words2) {
    this.#write(`${withoutCommands(words2)}
`);
  }
  notice(title, words2) {
    this.#command("notice", { title }, words2);
  }
  warning(title, words2) {
    this.#command("warning", { title }, words2);
  }
  error(title, words2) {
    this.#command("error", { title }, words2);
  }
  /** Hands a value to later steps. The delimiter is drawn anew: a value that holds it would set another output. */
  output(name, value) {
    const file = this.#env["GITHUB_OUTPUT"];
    const end2 = `end-${randomUUID3()}`;
    if (file) appendFileSync(file, `${name}<<${end2}
${value}
${end2}
`);
  }
  summary(markdown) {
    const file = this.#env["GITHUB_STEP_SUMMARY"];
    if (file && Buffer.byteLength(markdown) <= MOST_SUMMARY_BYTES) appendFileSync(file, `${markdown}

`);
  }
  #command(name, properties, words2) {
    const escaped2 = (text2) => text2.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
    const pairs = Object.entries(properties).map(([key2, value]) => `${key2}=${escaped2(value).replace(/:/g, "%3A").replace(/,/g, "%2C")}`);
    this.#write(`::${name}${pairs.length > 0 ? ` ${pairs.join(",")}` : ""}::${escaped2(words2)}
`);
  }
};

// platforms/action/secrets.ts
init_copied_key();
init_purchase();
var SHORTEST = 6;
function maskSecrets(runner, env) {
  const given2 = [runner.input("api-key"), env["WIREFLOW_API_KEY"], runner.input("webhook"), env["WIREFLOW_WEBHOOK"], ...Object.values(KEY_VARIABLES).map((name) => env[name])];
  const secrets = given2.flatMap((value) => value === void 0 ? [] : formsOf(value));
  const masked = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST);
  masked.forEach((secret) => runner.mask(secret));
  return masked;
}
function formsOf(value) {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const ids = lines.flatMap((line) => /\/workflows?\/([^/?#\s]+)/.exec(line)?.[1] ?? []);
  const keys = lines.map(copiedKey).filter(Boolean);
  return [...ids, ...keys, ...lines, value.trim()];
}

// platforms/action/summary.ts
init_dollars();
init_job();
init_print_outcome();
var LONGEST_PROMPT = 300;
var LONGEST_WORDS = 1e3;
var PICTURE_WIDTH = 480;
var MOST_PICTURES = 20;
var MICRO = 1e6;
function html(words2, longest = LONGEST_WORDS) {
  const line = words2.replace(/\s+/g, " ").trim();
  const short = [...line].length > longest ? `${[...line].slice(0, longest - 1).join("")}\u2026` : line;
  return short.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
function sentence3(words2) {
  return html(words2).replace(/wireflow wait \S+(?: --out \w+)?|https:\/\/[^\s<>()]*[^\s<>().,;:]/g, (found) => found.startsWith("https") ? `<a href="${found}">${found}</a>` : `<code>${found}</code>`);
}
var code = (words2, longest) => `<code>${html(words2, longest)}</code>`;
var address = (link3) => link3.replace(/["<>\s]/g, encodeURIComponent);
function summaryOf({ output, problems }, prompt, goOn2 = null) {
  const rows = factsOf(output, prompt).flatMap(([label, value]) => value === null ? [] : [`<tr><td>${label}</td><td>${value}</td></tr>`]);
  const said = [...goOn2 === null ? [] : [goOn2], ...problems].map((words2) => `<p>${sentence3(words2)}</p>`);
  const links = output.images.flatMap(({ url }, index) => /^https:\/\//.test(url) ? [{ url, number: index + 1 }] : []);
  const pictures = links.slice(0, MOST_PICTURES).map(({ url, number: number4 }) => `<a href="${address(url)}"><img src="${address(url)}" alt="Image ${number4}" width="${PICTURE_WIDTH}"></a>`);
  const more = links.length <= MOST_PICTURES ? [] : [`<p>${links.length - MOST_PICTURES} more images are not shown here; the output image-urls has all links.</p>`];
  return [titled(output.status.replace("_", " ")), ...said, `<table>
${rows.join("\n")}
</table>`, ...pictures, ...more].join("\n\n");
}
function summaryWithout(why, title = "no image") {
  return [titled(title), `<p>${sentence3(why)}</p>`].join("\n\n");
}
var titled = (what) => `### Wireflow: ${what}`;
function factsOf(output, prompt) {
  const { execution_id: id, workflow_name: name, workflow_url: url, duration_seconds: seconds, credits, error, message, images, provider } = output;
  const files = images.flatMap(({ file }) => file === null ? [] : [code(file)]);
  const costUsd = "cost_usd" in output && typeof output.cost_usd === "number" ? output.cost_usd : null;
  return [
    ["Prompt", prompt === void 0 ? null : code(prompt, LONGEST_PROMPT)],
    ["Error", error === null ? null : html(error)],
    ["Message", isNews(message) ? html(message) : null],
    ["Files", files.length === 0 ? null : files.slice(0, MOST_PICTURES).join("<br>") + (files.length > MOST_PICTURES ? `<br>${files.length - MOST_PICTURES} more` : "")],
    ["Workflow", url === null ? null : `<a href="${address(encodeURI(url))}">${html(name ?? "Open in Wireflow")}</a>`],
    ["Made by", provider === "wireflow" ? null : PROVIDER_LABELS[provider]],
    ["Time", seconds === null ? null : `${seconds} s`],
    ["Credits", credits === null ? null : String(credits)],
    ["Cost", costUsd === null ? null : `$${dollars(Math.round(costUsd * MICRO))}`],
    ["Execution", code(id)]
  ];
}

// platforms/action/withheld_secrets.ts
init_json();
init_errors();
import { readFile as readFile11 } from "node:fs/promises";
async function assertNotWithheld(env) {
  if (!await isStrangers(env)) return;
  throw new WireflowError({
    kind: "no_key",
    problem: "Pull requests from forks and from Dependabot get no secrets, so the input api-key is empty.",
    nextStep: "Nothing was started. Run this on a branch of the repository itself; to start the workflow without a key all the same, name it in the input webhook."
  });
}
async function isStrangers(env) {
  if (env["GITHUB_ACTOR"] === "dependabot[bot]") return true;
  if (!/^pull_request(_review|_review_comment)?$/.test(env["GITHUB_EVENT_NAME"] ?? "")) return false;
  const event = await eventOf(env["GITHUB_EVENT_PATH"] ?? "");
  const head = inside(inside(event, "pull_request"), "head");
  return isObject(head) && inside(head, "repo")?.["full_name"] !== env["GITHUB_REPOSITORY"];
}
async function eventOf(file) {
  try {
    const event = parseJson(await readFile11(file, "utf8"));
    return isObject(event) ? event : null;
  } catch {
    return null;
  }
}
function inside(object2, key2) {
  const found = object2?.[key2];
  return isObject(found) ? found : null;
}

// platforms/action/action.ts
var TITLE = "Wireflow";
var MASKED_LINK = "The link of an image holds the ID that starts the workflow, which GitHub hides: the link reaches no other job, and the summary can not show the image. Hand on the saved file (image-files), for example with actions/upload-artifact.";
async function runAction(machine) {
  const runner = new Runner(machine.env, (text2) => machine.stdout.write(text2));
  const masked = maskSecrets(runner, machine.env);
  const host = hostOf2(machine, runner);
  const runId2 = await runIdOf(runner, machine.env, host.folder);
  try {
    const values = await readValues(runner, host.folder, runId2.id);
    const outcome = await start(host, values, runner, runId2);
    return handOn(runner, outcome, masked);
  } catch (error) {
    return failed(runner, asInterrupted(error, machine.signal), machine.env);
  } finally {
    runner.output("run-id", runId2.id);
  }
}
function hostOf2(machine, runner) {
  const key2 = runner.input("api-key");
  return { ...machine, folder: machine.env["GITHUB_WORKSPACE"] || machine.folder, stdin: async () => "-", env: { ...machine.env, ...key2 === void 0 ? {} : { WIREFLOW_API_KEY: key2 } } };
}
async function start(host, values, runner, runId2) {
  const session = await openSession({ host, values });
  const printer = { isJson: false, result: () => void 0, say: (words2) => runner.log(inputWords(words2)), progress: (words2) => runner.log(words2), quiet: () => void 0 };
  const { workflow } = values;
  if (typeof workflow === "string" && !session.client.hasKey) await assertNotWithheld(host.env);
  const isRun = typeof workflow === "string" && session.client.hasKey && values["provider"] === void 0;
  if (!isRun || values["fallback"] !== void 0) await assertNotRepeated(host, session, values, runId2, isRun ? "run_workflow" : "generate_image");
  if (!isRun) return generateImage({ host, printer, operand: void 0, values }, session);
  const call = { host, printer, operand: workflow, values: { ...values, workflow: void 0 } };
  return runWorkflow(call, session);
}
function handOn(runner, outcome, masked) {
  const { code: code2 } = outcome;
  const problems = [...outcome.problems, ...outcome.output.images.some(({ url }) => masked.some((secret) => url.includes(secret))) ? [MASKED_LINK] : []];
  const output = { ...outcome.output, execution_id: foundBy(outcome.output) };
  const files = output.images.flatMap(({ file }) => file === null ? [] : [file]);
  const outputs = {
    "execution-id": output.execution_id,
    status: output.status,
    "image-url": output.image_url ?? "",
    "image-urls": JSON.stringify(output.images.map(({ url }) => url)),
    "image-files": JSON.stringify(files),
    credits: output.credits === null ? "" : String(output.credits),
    "duration-seconds": output.duration_seconds === null ? "" : String(output.duration_seconds),
    error: output.error ?? "",
    "exit-code": String(code2)
  };
  for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
  const ended3 = endingOf2(output, code2, outcome.problems);
  runner.summary(summaryOf({ ...outcome, problems, output }, runner.input("prompt"), ended3.isInSummary ? ended3.sentence : null));
  runner.log(`Execution ${output.execution_id} is ${output.status}.`);
  for (const file of files) runner.log(`Saved ${file}`);
  for (const problem of problems) runner.warning(TITLE, problem);
  if (ended3.sentence !== null && code2 !== EXIT.done) runner.error(TITLE, ended3.sentence);
  return code2;
}
function endingOf2({ execution_id: id, status, error }, code2, problems) {
  const wayOn = isJobAddress(id) ? `Fetch its image soon, with the command line: wireflow wait ${shellWord(id)}` : null;
  if (code2 === EXIT.runFailed) return { sentence: `The execution ${id} ended as ${status}: ${error ?? "Wireflow gives no reason."}`, isInSummary: error === null };
  if (code2 === EXIT.notFinished && problems.length === 0) return { sentence: `The execution ${id} has not finished in time, and goes on. ${wayOn ?? "Give it more wait-minutes; a re-run of this workflow goes on with it where it is known by its run-id."}`, isInSummary: true };
  if (code2 !== EXIT.done) return { sentence: `The execution ${id} is ${status}, and not all of its images were saved.`, isInSummary: true };
  const goesOn = status === "queued" || status === "running";
  return { sentence: goesOn ? `The execution goes on. Its images, with the command line and the key: wireflow wait ${shellWord(id)} --out images` : null, isInSummary: goesOn };
}
function failed(runner, error, env) {
  if (error instanceof Interrupted) {
    const { stage } = error;
    if (stage.at === "started") runner.output("execution-id", stage.executionId);
    runner.output("exit-code", String(EXIT.interrupted));
    const said = interruptionSentence(stage);
    runner.warning(TITLE, said);
    runner.summary(summaryWithout(said, "cancelled"));
    return EXIT.interrupted;
  }
  if (!(error instanceof WireflowError)) throw error;
  const code2 = codeOfKind(error.kind);
  const sentence4 = `${inputWords(sentenceOf(error, OPTIONS))}${proxyHint(error.kind, env)}`;
  runner.output("error", sentence4);
  runner.output("exit-code", String(code2));
  runner.error(TITLE, sentence4);
  runner.summary(summaryWithout(sentence4, error.kind === "start_unknown" ? "may have started" : "nothing was started"));
  return code2;
}
var OPTIONS = [...generate2.options, ...run2.options].filter(({ name }) => INPUT_OF_OPTION[name] !== void 0);
var NO_SECRETS = "a pull request from a fork or of Dependabot gets no secrets";
function inputWords(sentence4) {
  return sentence4.replace(/use --uncertain-cost start/g, "set --uncertain-cost to start").replace(/--([a-z]+(?:-[a-z]+)*)/g, (whole, option) => INPUT_OF_OPTION[option] === void 0 ? whole : `The input ${INPUT_OF_OPTION[option]}`).replace(/([a-z,:;] )The input /g, "$1the input ").replace(/set WIREFLOW_API_KEY to it/g, `put it into a secret and hand that to the input api-key; ${NO_SECRETS}`).replace(/Set WIREFLOW_API_KEY to one/g, `Hand a key to the input api-key, from a secret (${NO_SECRETS})`).replace(/Set WIREFLOW_WEBHOOK to its webhook URL, or use .*$/, `Give the input workflow or webhook; ${NO_SECRETS}.`).replace(/Set ((?:BFL_API_KEY|DEEPINFRA_API_KEY|REPLICATE_API_TOKEN| or )+) to it/, `Set $1 to it in the env of the step, from a secret; ${NO_SECRETS}`).replace(/, or use - to read it from standard input/g, "").replace(/run the command again/gi, "run the job again");
}

// platforms/action/main.ts
var ended2 = runAction(thisMachine(interruption())).then(end, () => {
  process.stdout.write("::error title=Wireflow::Something went wrong inside this action. If a run had been started, it goes on: look in Wireflow before you start it again.\n");
  return end(EXIT.mayHaveStarted);
});
var run3 = () => ended2;
export {
  run3 as run
};
