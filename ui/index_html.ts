/** Addresses of the built files that the page's HTML names. */
export interface PageAssets {
  script: string;
  style: string;
  themeScript: string;
  icon: string;
}

/**
 * The page's HTML: no inline script, no inline style. The stylesheet's id and class tell Plotly that its rules are there, so that it adds
 * none at run time and the policy needs no exception.
 */
export function indexHtml(assets: PageAssets): string {
  return `<!doctype html>
<html lang="en" data-theme="system">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Ask questions about your own data. Every answer can be checked. Nothing leaves this machine.">
<title>Nexus</title>
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
<script src="${assets.themeScript}"></script>
<link id="plotly.js-style-global" class="no-inline-styles" rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}"></script>
</head>
<body>
<div id="app"></div>
<noscript>Nexus needs JavaScript. The same questions can be asked on the command line: <code>deno task ask FILE "question"</code></noscript>
</body>
</html>
`;
}
