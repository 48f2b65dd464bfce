"""With which key do the members of the tests sign in?"""

SESAME = "Тұлпар-2031-шабыс"
