// A loader for Node. TimelineJS's sources are written for a bundler and a browser: imports have no extension, and what
// needs a window (its sanitizer and its fetching) stands aside here; another test runs the whole in a browser.
const ASIDE = {
    dompurify: "export default { addHook() {}, sanitize: (text) => text }",
    "../net/Net": "export const fetchJSON = null",
};

export async function resolve(specifier, context, next) {
    if (specifier in ASIDE) return { url: `data:text/javascript,${ASIDE[specifier]}`, shortCircuit: true };
    const bare = specifier.startsWith(".") && !specifier.endsWith(".js");
    return next(bare ? `${specifier}.js` : specifier, context);
}

export async function load(url, context, next) {
    return next(url, url.endsWith(".js") ? { ...context, format: "module" } : context);
}
