"""Response headers that neither Django nor django-csp sets."""

DENIED = "accelerometer camera geolocation gyroscope magnetometer microphone payment usb browsing-topics".split()
PERMISSIONS_POLICY = ", ".join(f"{name}=()" for name in DENIED)


def PermissionsPolicy(get_response):  # noqa: N802  a middleware factory, named as a middleware
    def middleware(request):
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return middleware
