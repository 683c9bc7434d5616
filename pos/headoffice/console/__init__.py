"""Head office's pages for people: server-rendered, behind password and phone code.

    request -> application: who is it (sessions), may they (roles), is it theirs (guard)
            -> a page's function: Connection and Visit in, template and facts out
            -> rendering -> response with strict headers

A page is a `Page` or an `Act` in a module of its own; `application` lists them all.
"""
