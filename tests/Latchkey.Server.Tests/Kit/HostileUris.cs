namespace Latchkey.Server.Tests.Kit;

/// <summary>
/// Addresses an attacker would like to be answered at, by what each counts on. An app registered <see cref="Registered"/>:
/// none of these is one of them, so none may ever be redirected to. Threats rows 1 and 2.
/// </summary>
public static class HostileUris
{
    public static readonly IReadOnlyList<string> Registered = ["https://app.example.com/callback", "com.example.app:/callback", "http://127.0.0.1/callback"];

    /// <summary>Everything: for the authorization endpoint, at which nothing but a registered address is answered.</summary>
    public static TheoryData<string> All => new(Everything);

    /// <summary>Those that no app may even register.</summary>
    public static TheoryData<string> NeverRegistrable => new(Unsound);

    public static IReadOnlyList<string> Everything => [.. Unsound, .. Sound];

    private static readonly string[] Unsound =
    [
        // Schemes that run, read or hand over, in the spellings browsers still understand.
        "javascript:alert(1)", "JavaScript:alert(1)", "JAVASCRIPT:alert(1)", "jAvAsCrIpT:alert(1)//https://app.example.com/callback", "javascript://app.example.com/%0aalert(1)",
        "javascript:/callback", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\rscript:alert(1)", "\u0001javascript:alert(1)", " javascript:alert(1)", "javascript\t:alert(1)",
        "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "DATA:text/html;base64,PHNjcmlwdD4=", "data:,callback", "vbscript:msgbox(1)", "VBScript:msgbox(1)",
        "file:///etc/passwd", "FILE:///etc/passwd", "file://app.example.com/callback", "blob:https://app.example.com/callback", "about:blank", "ABOUT:blank", "filesystem:https://app.example.com/callback",
        "view-source:https://app.example.com/callback", "jar:https://app.example.com/a.jar!/b", "mhtml:https://app.example.com/", "livescript:alert(1)", "mocha:alert(1)",
        "intent://app.example.com/callback#Intent;scheme=https;end", "intent:/callback", "content://com.example.app/callback", "chrome://settings", "chrome-extension://abcdef/callback",
        "moz-extension://abcdef/callback", "ms-its:callback", "ms-appinstaller:?source=https://app.example.com", "search-ms:query=x", "mailto:attacker@example.com", "tel:+4930123", "sms:+4930123", "ftp://app.example.com/callback",
        "ws://app.example.com/callback", "wss://app.example.com/callback", "ldap://app.example.com/", "ssh://app.example.com/", "urn:ietf:wg:oauth:2.0:oob", "feed:https://app.example.com/callback", "itms-services://?action=download-manifest",

        // Not absolute, or not an address at all.
        "", " ", "/callback", "//app.example.com/callback", "///app.example.com/callback", "callback", "app.example.com/callback", "?code=1", ":/callback", "://app.example.com/callback", "https", "https:", "https:/app.example.com/callback",
        "https:app.example.com/callback", "https://", "https:///callback", "https:///app.example.com/callback", "https://?callback", "https://:443/callback", "1https://app.example.com/callback", "ht!tps://app.example.com/callback", "+:/callback", "com.example.app:",

        // Fragments and wildcards.
        "https://app.example.com/callback#", "https://app.example.com/callback#fragment", "https://app.example.com/callback#@evil.example", "com.example.app:/callback#x", "http://127.0.0.1/callback#",
        "https://*.example.com/callback", "https://app.*.com/callback", "https://*/callback", "https://app.example.com/*", "https://app.example.com/callback*", "*://app.example.com/callback", "http://127.0.0.1:*/callback", "*",

        // A user name in front of the host.
        "https://app.example.com@evil.example/callback", "https://app.example.com:443@evil.example/callback", "https://app.example.com%40evil.example/callback", "https://evil.example@app.example.com/callback", "https://@app.example.com/callback",
        "https://user:password@app.example.com/callback", "https://a@b@app.example.com/callback", "https://app.example.com@@evil.example/callback", "http://127.0.0.1@evil.example/callback", "http://127.0.0.1:80@evil.example/callback", "http://[::1]@evil.example/callback",
        "com.example.app://callback@evil.example/",

        // Backslashes, spaces, control characters and quotes, which one program skips and another does not.
        "https://app.example.com\\callback", "https:\\\\app.example.com\\callback", "https://app.example.com\\@evil.example/callback", "https://evil.example\\.app.example.com/callback", "https:/\\app.example.com/callback", "\\\\app.example.com\\callback",
        "https://app.example.com/call back", "https://app.example.com/callback ", "\thttps://app.example.com/callback", "https://app.example.com/callback\n", "https://app.example.com/callback\r\nLocation: https://evil.example", "https://app.example.com/callback\0",
        "https://app.exa\tmple.com/callback", "https://app.example.com/\u0000callback", "https://app.example.com/callback\u007f", "https://app.example.com/\"><script>alert(1)</script>", "https://app.example.com/<callback>", "https://app.example.com/`callback`", "https://app.example.com/{callback}", "https://app.example.com/call|back", "https://app.example.com/call^back",

        // Letters that look like others, or vanish, or turn into slashes and dots.
        "https://аpp.example.com/callback", "https://app.ехample.com/callback", "https://app.example.com／callback", "https://app。example。com/callback", "https://app.example。com/callback", "https://app.example.com．evil.example/callback",
        "https://app\u200b.example.com/callback", "https://app\u00ad.example.com/callback", "https://ⓐpp.example.com/callback", "https://app.example.com/call\u202eback", "https://app.example.com/cållback", "https://evil.example℀app.example.com/callback", "https://app.example.com\u2028/callback", "ｈttps://app.example.com/callback",

        // Broken or hiding percent-encoding.
        "https://app.example.com/callback%", "https://app.example.com/callback%2", "https://app.example.com/callback%zz", "https://app.example.com/callback%00", "https://app.example.com/%0d%0aLocation:%20https://evil.example", "https://app.example.com/callback%0A",
        "https://app%2eexample.com/callback", "https://app.example.com%2fcallback", "https://app.example.com%2f@evil.example/callback", "https://app.example.com%5c@evil.example/callback", "https://%61pp.example.com/callback", "https://app.example.com%00.evil.example/callback", "https://app.example.com%23@evil.example/",

        // Dot segments, plain, encoded and with a parameter.
        "https://app.example.com/callback/../evil", "https://app.example.com/./callback", "https://app.example.com/a/../callback", "https://app.example.com/callback/..", "https://app.example.com/callback/%2e%2e/evil", "https://app.example.com/callback/.%2e/evil", "https://app.example.com/callback/..;/evil", "https://app.example.com/callback/%2E%2E;x/evil", "https://app.example.com/..", "com.example.app:/callback/../evil", "com.example.app:/../callback",

        // Hosts and ports no two programs read alike.
        "https://app.example.com:/callback", "https://app.example.com:0/callback", "https://app.example.com:65536/callback", "https://app.example.com:99999/callback", "https://app.example.com:-1/callback", "https://app.example.com:443x/callback", "https://app.example.com:0443/callback", "https://app.example.com:443:443/callback", "https://app.example.com:+443/callback",
        "https://app..example.com/callback", "https://.app.example.com/callback", "https://app.example.com./callback", "https://-/callback", "https://app_example.com/callback", "https://app,example.com/callback", "https://app;example.com/callback", "https://(app.example.com)/callback", "https://app.example.com&evil.example/callback",
        "HTTPS://app.example.com/callback", "Https://app.example.com/callback", "https://APP.example.com/callback", "https://app.Example.com/callback", "HTTP://127.0.0.1/callback",
        "http://2130706433/callback", "http://0x7f000001/callback", "http://0x7f.0.0.1/callback", "http://0177.0.0.1/callback", "http://127.1/callback", "http://127.0.1/callback", "http://127.0.0.01/callback", "http://127.0.0.256/callback", "http://127.0.0.1./callback",
        "http://[::1/callback", "http://::1]/callback", "http://[::1]evil.example/callback", "http://[::1%25lo]/callback", "http://[::g]/callback", "http://[]/callback", "http://[::1]]/callback", "http://[::ffff:127.0.0.1.evil.example]/callback",
    ];

    /// <summary>Addresses that are sound in themselves, and not the registered one.</summary>
    private static readonly string[] Sound =
    [
        "https://evil.example/callback", "https://app.example.com.evil.example/callback", "https://evilapp.example.com/callback", "https://app-example.com/callback", "https://appexample.com/callback", "https://example.com/callback", "https://sub.app.example.com/callback",
        "http://app.example.com/callback", "https://app.example.com:443/callback", "https://app.example.com:8443/callback", "https://app.example.com", "https://app.example.com/", "https://app.example.com/callback/", "https://app.example.com/callback/x", "https://app.example.com/callbackx",
        "https://app.example.com/Callback", "https://app.example.com/CALLBACK", "https://app.example.com//callback", "https://app.example.com/callback?", "https://app.example.com/callback?x=1", "https://app.example.com/callback;x", "https://app.example.com/%63allback", "https://app.example.com/callback%2f", "https://app.example.com/callback%20", "https://app.example.com/callback&code=x",
        "https://xn--pp-8ja.example.com/callback", "https://evil.example/https://app.example.com/callback", "https://evil.example?https://app.example.com/callback", "https://evil.example/?redirect_uri=https://app.example.com/callback",
        "com.example.app://callback", "com.example.app:///callback", "com.example.app:/callback/", "com.example.app:/", "com.example.app:callback", "com.example.app:/Callback", "com.example.app:/callback?x", "COM.EXAMPLE.APP:/callback", "com.example.App:/callback", "com.example.app2:/callback", "com.example:/callback", "xcom.example.app:/callback", "com.evil.app:/callback",
        "https://127.0.0.1/callback", "http://127.0.0.2/callback", "http://127.0.0.1/", "http://127.0.0.1/callback/", "http://127.0.0.1/Callback", "http://127.0.0.1/callback?x", "http://127.0.0.1:8080/other", "http://localhost/callback", "http://localhost:8080/callback", "http://[::1]/callback", "http://[::1]:8080/callback", "http://127.0.0.1.evil.example/callback", "http://127.0.0.1.nip.io/callback", "http://0.0.0.0/callback", "http://[::ffff:127.0.0.1]/callback", "http://10.0.0.1/callback", "http://169.254.169.254/callback",
    ];
}
