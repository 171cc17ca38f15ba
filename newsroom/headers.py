"""Response headers that neither Django nor django-csp sets."""

DENIED = ["accelerometer", "browsing-topics", "camera", "geolocation", "gyroscope", "magnetometer", "microphone"]
DENIED += ["payment", "usb"]
PERMISSIONS_POLICY = ", ".join(f"{name}=()" for name in DENIED)


def PermissionsPolicy(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return middleware
