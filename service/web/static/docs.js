// The API reference: Swagger UI on our own description, nothing from another host.
const root = document.getElementById("reference");
window.SwaggerUIBundle({ url: root.dataset.description, domNode: root, deepLinking: true, validatorUrl: null });
