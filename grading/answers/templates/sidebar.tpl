{#- A page of formgrader's, with a link to all answers side by side, and with words for what fails
    after it was loaded; NAME is filled in. -#}
{%- extends "nbgrader/NAME" -%}
{%- block sidebar -%}
{{ super() }}
<li role="presentation"><a href="{{ base_url }}/grading/answers">Answers side by side</a></li>
<script>
$(document).ajaxError(function (event, request) {
  var told = (request.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
  var words = told ? request.responseText : request.status
    ? "The server answered with " + request.status + " " + request.statusText + ". Its log says why."
    : "The server does not answer. Is it running?";
  $("#main-table td:contains('Loading')").closest("tr").remove();
  $(".what-failed").remove();
  $("<div class='what-failed alert alert-danger' role='alert'>").text(words)
    .prependTo(".container-fluid");
});
</script>
{%- endblock -%}
