"""The calendar of the database: asked anew each time, but for loads that hold it."""

from workdays import tables


def test_a_held_calendar_is_not_asked_for_again(db, django_assert_num_queries):
    with tables.held() as calendar, django_assert_num_queries(0):
        assert tables.current() is calendar


def test_afterwards_it_is_asked_for_each_time(db, django_assert_num_queries):
    with tables.held():
        pass
    with django_assert_num_queries(1):
        tables.current()
