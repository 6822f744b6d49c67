"""Django REST Framework as its documentation has it."""
