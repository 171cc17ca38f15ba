"""A verb's refusal, on the form that asked for it."""


def complain(form, error):
    """Put the sentences of a ValidationError on the fields of `form` that it names, and the rest above them."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)
