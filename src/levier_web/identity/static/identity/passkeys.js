// Shows what needs passkeys where the browser knows them, and says when one was refused.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.webauthnJSON?.supported()) return;
  for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = false;
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const part of document.querySelectorAll("[data-passkey-refused]")) part.hidden = false;
});
