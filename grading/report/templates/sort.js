// Sorts a table by the column whose heading is pressed; once more turns it around.
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const heading = button.closest("th");
    const table = heading.closest("table");
    const body = table.tBodies[0];
    const column = Number(button.dataset.column);
    const up = heading.getAttribute("aria-sort") === "descending";
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const numbers = column > 0;
    const rows = [...body.rows].sort((one, other) => {
      const by = numbers ? value(one) - value(other) : value(one).localeCompare(value(other));
      return up ? by : -by;
    });
    for (const other of table.querySelectorAll("th[aria-sort]")) {
      other.removeAttribute("aria-sort");
    }
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  });
}
