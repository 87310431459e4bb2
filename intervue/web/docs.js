// The viewer of the REST interface: Swagger UI on the server's own description, and no other address.

const HARMLESS = new Set(["GET", "HEAD", "OPTIONS"]);

/** What a signed-in page says with whatever it changes; empty for who is not signed in, or need not be. */
async function mark() {
  const reply = await fetch("me").catch(() => null);
  return reply?.ok ? (await reply.json()).csrf : "";
}

const csrf = await mark();

window.SwaggerUIBundle({
  url: "openapi.json",
  domNode: document.getElementById("viewer"),
  presets: [window.SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  // Keys that are typed in are gone with the page, and nobody else is asked whether the description is valid.
  persistAuthorization: false,
  validatorUrl: null,
  requestInterceptor(request) {
    if (csrf && !HARMLESS.has((request.method ?? "GET").toUpperCase())) request.headers["X-CSRF-Token"] = csrf;
    return request;
  },
});
