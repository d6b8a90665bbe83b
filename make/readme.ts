/** The page that Make shows in the app's documentation tab. */
export const readme = '# Wireflow\n\nRun AI image workflows of [Wireflow](https://www.wireflow.ai) and use the images in your scenarios.\n';
