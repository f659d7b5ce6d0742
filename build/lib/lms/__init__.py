"""In from an LMS and out to it: submissions, rosters, grades and feedback of Canvas and Moodle."""
