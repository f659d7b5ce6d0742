// Words for what fails after a page of formgrader's was loaded, until something is saved again.
$(document).ajaxError(function (event, request) {
  var told = (request.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
  var words = told ? request.responseText : request.status
    ? "The server answered with " + request.status + " " + request.statusText + ". Its log says why."
    : "The server does not answer. Is it running?";
  var saving = $(".score-saved:visible, .comment-saved:visible").stop(true).hide().length > 0;
  $("#main-table td:contains('Loading')").closest("tr").remove();
  $(".what-failed").remove();
  $("<div class='what-failed alert alert-danger' role='alert'>")
    .text((saving ? "Not saved: " : "") + words)
    .css({position: "sticky", top: 0, zIndex: 2000}).prependTo("body");
});
$(document).ajaxSuccess(function (event, request, asked) {
  if (asked.type !== "GET") $(".what-failed").remove();
});
