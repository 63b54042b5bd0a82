namespace Latchkey.Server.Core.Brands;

/// <summary>Templates to begin with: they can be saved as they are, and look much as our own pages do. Contract §8.1.</summary>
internal static class DefaultPages
{
    public const string SignIn = """
        <!DOCTYPE html>
        <html>
        <head>
            <meta charset="utf-8">
            <title>{{pageTitle}}</title>
            {{{SignInWidgetResources}}}
            <style nonce="{{nonceValue}}">
                body { background-image: url("{{bgImageUrl}}"); background-size: cover; min-height: 100vh; }
            </style>
        </head>
        <body>
            <div id="okta-login-container"></div>
        </body>
        </html>
        """;

    public const string Error = """
        <!DOCTYPE html>
        <html>
        <head>
            <meta charset="utf-8">
            <title>{{pageTitle}}</title>
            {{{SignInWidgetResources}}}
        </head>
        <body>
            <div class="framed">
                <main class="card">
                    <p><img class="logo" src="{{orgLogo}}" alt="{{orgName}}" height="36"></p>
                    <h1>{{errorSummary}}</h1>
                    <p class="lead">{{errorDescription}}</p>
                    <a class="secondary" href="{{buttonHref}}">{{buttonText}}</a>
                    <p class="after">{{technicalDetails}}</p>
                </main>
            </div>
        </body>
        </html>
        """;
}
