{#- A page of formgrader's, with a link to all answers side by side; NAME is filled in. -#}
{%- extends "nbgrader/NAME" -%}
{%- block sidebar -%}
{{ super() }}
<li role="presentation"><a href="{{ base_url }}/grading/answers">Answers side by side</a></li>
{%- endblock -%}
