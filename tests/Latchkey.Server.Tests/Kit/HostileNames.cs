namespace Latchkey.Server.Tests.Kit;

/// <summary>Names as an attacker would choose them: for an app, a person, an org or what was typed.</summary>
public static class HostileNames
{
    public static readonly IReadOnlyList<string> All =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus='alert(1)' autofocus='",
        "</title></style></textarea><svg onload=alert(1)>",
        "javascript:alert(1)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\u202Etxt.exe\u202C \u2066isolated",
        "{0} {1} {{x}} {",
        "a\r\nX-Injected: yes",
        "\0\u0001\uFFFF",
    ];
}
