{#- In place of a page of formgrader's that cannot be made: why. -#}
{%- extends "base.tpl" -%}
{%- block title -%}
This failed
{%- endblock -%}
{%- block body -%}
<div class="alert alert-danger" role="alert">{{ words | e }}</div>
{%- endblock -%}
