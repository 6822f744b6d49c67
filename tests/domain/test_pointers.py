from service.domain.pointers import pointer


def test_no_step_leads_to_the_whole_document():
    assert pointer() == ""


def test_steps_are_joined_and_their_own_signs_escaped():
    assert pointer("figures", 0, "a/b~c") == "/figures/0/a~1b~0c"
