{#- A page of formgrader's, with a link to all answers side by side, and with words for what fails
    after it was loaded; NAME is filled in. -#}
{%- extends "nbgrader/NAME" -%}
{%- block sidebar -%}
{{ super() }}
<li role="presentation"><a href="{{ base_url }}/grading/answers">Answers side by side</a></li>
<script>
{% include "failures.js" %}
</script>
{%- endblock -%}
