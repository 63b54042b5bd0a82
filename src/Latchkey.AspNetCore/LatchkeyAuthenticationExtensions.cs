using Latchkey.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Protects an API with the access tokens of a Latchkey server.</summary>
public static class LatchkeyAuthenticationExtensions
{
    /// <summary>
    /// Accepts access tokens of one issuer for one audience, with authorization switched on: all an API needs.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="issuer">The issuer, for example <c>https://id.example.com/oauth2/default</c>.</param>
    /// <param name="audience">This API's name in tokens, for example <c>api://default</c>.</param>
    /// <returns>The authentication builder, to add more schemes.</returns>
    /// <example><code>
    /// builder.Services.AddLatchkey("https://id.example.com/oauth2/default", "api://default");
    /// …
    /// app.MapGet("/orders", Orders.List).RequireScope("orders:read");
    /// </code></example>
    public static AuthenticationBuilder AddLatchkey(this IServiceCollection services, string issuer, string audience) =>
        services.AddAuthentication(LatchkeyDefaults.AuthenticationScheme).AddLatchkey(issuer, audience);

    /// <summary>Accepts access tokens of one issuer for one audience, with settings of your own and authorization switched on.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="issuer">The issuer, for example <c>https://id.example.com/oauth2/default</c>.</param>
    /// <param name="audience">This API's name in tokens, for example <c>api://default</c>.</param>
    /// <param name="configure">Further settings.</param>
    /// <returns>The authentication builder, to add more schemes.</returns>
    public static AuthenticationBuilder AddLatchkey(this IServiceCollection services, string issuer, string audience, Action<LatchkeyOptions> configure) =>
        services.AddAuthentication(LatchkeyDefaults.AuthenticationScheme).AddLatchkey(issuer, audience, configure);

    /// <summary>Accepts access tokens of one issuer for one audience.</summary>
    /// <param name="builder">The authentication builder.</param>
    /// <param name="issuer">The issuer, for example <c>https://id.example.com/oauth2/default</c>.</param>
    /// <param name="audience">This API's name in tokens, for example <c>api://default</c>.</param>
    /// <returns>The same builder.</returns>
    public static AuthenticationBuilder AddLatchkey(this AuthenticationBuilder builder, string issuer, string audience) =>
        builder.AddLatchkey(issuer, audience, static _ => { });

    /// <summary>Accepts access tokens of one issuer for one audience, with settings of your own.</summary>
    /// <param name="builder">The authentication builder.</param>
    /// <param name="issuer">The issuer, for example <c>https://id.example.com/oauth2/default</c>.</param>
    /// <param name="audience">This API's name in tokens, for example <c>api://default</c>.</param>
    /// <param name="configure">Further settings.</param>
    /// <returns>The same builder.</returns>
    public static AuthenticationBuilder AddLatchkey(this AuthenticationBuilder builder, string issuer, string audience, Action<LatchkeyOptions> configure) =>
        builder.AddLatchkey(LatchkeyDefaults.AuthenticationScheme, issuer, audience, configure);

    /// <summary>Accepts access tokens of one of several issuers, each a scheme with a name of its own.</summary>
    /// <param name="builder">The authentication builder.</param>
    /// <param name="scheme">The scheme's name.</param>
    /// <param name="issuer">The issuer, for example <c>https://id.example.com/oauth2/default</c>.</param>
    /// <param name="audience">This API's name in tokens, for example <c>api://default</c>.</param>
    /// <param name="configure">Further settings.</param>
    /// <returns>The same builder.</returns>
    public static AuthenticationBuilder AddLatchkey(this AuthenticationBuilder builder, string scheme, string issuer, string audience,
        Action<LatchkeyOptions> configure)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddAuthorization();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, ScopeAuthorization>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, SignInAuthorization>());
        builder.Services.AddSingleton<IHostedService>(
            get => new IssuerAtStart(scheme, get.GetRequiredService<IOptionsMonitor<LatchkeyOptions>>(), get.GetRequiredService<ILogger<IssuerAtStart>>()));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LatchkeyOptions>, ConnectToIssuer>());
        builder.AddScheme<LatchkeyOptions, LatchkeyHandler>(scheme, options =>
        {
            (options.Issuer, options.Audience) = (issuer, audience);
            configure(options);
        });
        builder.Services.AddOptions<LatchkeyOptions>(scheme).ValidateOnStart();
        return builder;
    }

    /// <summary>Gives each scheme the keys of its issuer, kept for as long as the application runs.</summary>
    private sealed class ConnectToIssuer(TimeProvider clock, IDataProtectionProvider protection, ILoggerFactory loggers)
        : IPostConfigureOptions<LatchkeyOptions>
    {
        public void PostConfigure(string? name, LatchkeyOptions options)
        {
            options.Validate();
            var time = options.TimeProvider ?? clock;
            var http = Backchannel.Open(options);
            var metadata = new IssuerMetadata(options.Issuer, http);
            var keys = new IssuerKeys(options.Issuer, metadata, time, loggers.CreateLogger("Latchkey.AspNetCore.IssuerKeys"));
            var status = options.Introspection is { } introspection
                ? new TokenStatus(introspection, metadata, http, time, loggers.CreateLogger("Latchkey.AspNetCore.Introspection")) : null;
            var proofs = new Proofs(options, new ProofNonces(protection, time), time, loggers.CreateLogger("Latchkey.AspNetCore.Proofs"));
            options.AccessTokens = new AccessTokens(options, keys, status, proofs, time);
        }
    }
}
