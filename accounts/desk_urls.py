"""Staff addresses of the accounts room, all under /desk/."""

from django.urls import path

from accounts import views

app_name = "desk_accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/code/", views.step_two, name="second_step"),
    path("password/", views.password, name="password"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
