/* Before anything else: the token of an invitation's link leaves the address, where it could be seen or copied. */
(() => {
  const token = new URLSearchParams(location.hash.slice(1)).get("invitation");
  if (token === null) return;
  globalThis.invitationToken = token; // taken by invitation.js
  history.replaceState(null, "", location.pathname + location.search);
})();
