const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** A Chromium for the browser test: `CHROME_PATH`, or where it is usually installed; null where there is none. */
export async function findBrowser(): Promise<string | null> {
  const named = Deno.env.get("CHROME_PATH");
  for (const path of named ? [named, ...PLACES] : PLACES) {
    if (await Deno.stat(path).then((entry) => entry.isFile, () => false)) return path;
  }
  return null;
}
