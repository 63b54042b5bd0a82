using System.Net;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.Starting;

/// <summary>
/// The configuration that each platform wants, as the guides have it. Addresses that an app may register hold neither quotes nor backslashes, so they stand
/// in program text as they are; XML has its ampersands written out.
/// </summary>
internal static class StartingPoints
{
    private static readonly string[] OnPhones = [AppTypes.Native];

    public static readonly IReadOnlyList<StartingPoint> All =
    [
        new("maui", ".NET MAUI", "MauiProgram.cs", OnPhones, Maui),
        new("android", "Android (Kotlin)", "MainActivity.kt", OnPhones, Android),
        new("ios", "iOS (Swift)", "Okta.plist", OnPhones, Ios),
        new("react-native", "React Native", "App.tsx", OnPhones, ReactNative),
        new("javascript", "JavaScript", "app.js", [AppTypes.Browser], JavaScript),
        new("aspnet", "ASP.NET Core", "Program.cs", [AppTypes.Web], AspNet),
        new("node", "Node", "server.mjs", [AppTypes.Web], Node),
        new("curl", "curl", "", [AppTypes.Service], Curl),
    ];

    public static IReadOnlyList<StartingPoint> Of(string applicationType) => [.. All.Where(one => one.AppTypes.Contains(applicationType))];

    private static string Maui(AppValues app) => $$"""
        // dotnet add package Latchkey.Native.Maui
        builder.UseLatchkey(options =>
        {
            options.Issuer = new Uri("{{app.Issuer}}");
            options.ClientId = "{{app.ClientId}}";
            options.RedirectUri = {{OnPhone(app.Redirect)}};
            options.PostLogoutRedirectUri = {{OnPhone(app.AfterSignOut)}};
            options.Scopes = ["openid", "profile", "email", "offline_access"];
        });
        """;

    private static string OnPhone(string address) => address.Split(':', 2) switch
    {
        ["http", _] => $"RedirectTarget.Loopback(\"{PathOf(address)}\")",
        ["https", _] => $"RedirectTarget.ClaimedHttps(new Uri(\"{address}\"))",
        [var scheme, var path] => $"RedirectTarget.SchemeOnPhones(\"{scheme}\", \"{path}\")",
        _ => "null",
    };

    private static string Android(AppValues app) => $$"""
        // implementation("com.okta.kotlin:web-authentication-ui")
        AuthFoundation.initializeAndroidContext(applicationContext)
        OidcConfiguration.default = OidcConfiguration(
            clientId = "{{app.ClientId}}",
            defaultScope = "openid profile email offline_access",
            issuer = "{{app.Issuer}}",
        )

        // redirectUrl = "{{app.Redirect}}", logoutRedirectUrl = "{{app.AfterSignOut}}"
        // build.gradle: manifestPlaceholders["webAuthenticationRedirectScheme"] = "{{app.Redirect.Split(':')[0]}}"
        """;

    private static string Ios(AppValues app) => $$"""
        <?xml version="1.0" encoding="UTF-8"?>
        <plist version="1.0">
        <dict>
          <key>issuer_url</key>
          <string>{{Xml(app.Issuer)}}</string>
          <key>client_id</key>
          <string>{{Xml(app.ClientId)}}</string>
          <key>scope</key>
          <string>openid profile email offline_access</string>
          <key>redirect_uri</key>
          <string>{{Xml(app.Redirect)}}</string>
          <key>logout_redirect_uri</key>
          <string>{{Xml(app.AfterSignOut)}}</string>
        </dict>
        </plist>
        """;

    private static string ReactNative(AppValues app) => $$"""
        // npm install @okta/okta-react-native
        await createConfig({
          discoveryUri: "{{app.Issuer}}",
          clientId: "{{app.ClientId}}",
          redirectUri: "{{app.Redirect}}",
          endSessionRedirectUri: "{{app.AfterSignOut}}",
          scopes: ["openid", "profile", "email", "offline_access"],
        });
        """;

    private static string JavaScript(AppValues app) => $$"""
        // npm install @okta/okta-auth-js
        import { OktaAuth } from "@okta/okta-auth-js";

        export const auth = new OktaAuth({
          issuer: "{{app.Issuer}}",
          clientId: "{{app.ClientId}}",
          redirectUri: "{{app.Redirect}}",
          postLogoutRedirectUri: "{{app.AfterSignOut}}",
          scopes: ["openid", "profile", "email"],
        });
        // Sign in: await auth.signInWithRedirect();   on the redirect URI: await auth.handleLoginRedirect();
        """;

    private static string AspNet(AppValues app) => $$"""
        // dotnet add package Microsoft.AspNetCore.Authentication.OpenIdConnect
        builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
        }).AddCookie().AddOpenIdConnect(options =>
        {
            options.Authority = "{{app.Issuer}}";
            options.ClientId = "{{app.ClientId}}";
            options.ClientSecret = builder.Configuration["Latchkey:ClientSecret"];
            options.ResponseType = "code";
            options.CallbackPath = "{{PathOf(app.Redirect)}}";
            options.Scope.Add("email");
            options.MapInboundClaims = false;
            options.TokenValidationParameters.NameClaimType = "name";
            options.SaveTokens = true;
        });
        """;

    private static string Node(AppValues app) => $$"""
        // npm install openid-client
        import * as oidc from "openid-client";

        const config = await oidc.discovery(new URL("{{app.Issuer}}"), "{{app.ClientId}}", process.env.CLIENT_SECRET);
        const verifier = oidc.randomPKCECodeVerifier();
        const state = oidc.randomState();
        const signIn = oidc.buildAuthorizationUrl(config, {
          redirect_uri: "{{app.Redirect}}",
          scope: "openid profile email",
          state,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
        });
        // At the redirect URI: await oidc.authorizationCodeGrant(config, currentUrl, { pkceCodeVerifier: verifier, expectedState: state });
        """;

    private static string Curl(AppValues app) => $$"""
        curl {{ShellText.Quoted(app.Issuer + "/v1/token")}} \
          -u "{{app.ClientId}}:$CLIENT_SECRET" \
          -d grant_type=client_credentials -d scope=YOUR_SCOPE
        """;

    private static string Xml(string text) => WebUtility.HtmlEncode(text);

    private static string PathOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsolutePath : address;
}
