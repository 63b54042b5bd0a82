using Latchkey.Protocol;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.AdminNotices;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Associations;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Certification;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Devices;
using Latchkey.Server.Core.Domains;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Insight;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Imports;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.LinkedPeople;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.LogStreams;
using Latchkey.Server.Core.MailServers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Operation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.OrgSettings;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Phones;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Core.Work;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Authn;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Administrators;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Faces.Console.SignIn;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Faces.Journeys.Approval;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Federation;
using Latchkey.Server.Faces.Journeys.Idx;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Faces.Journeys.Passkeys;
using Latchkey.Server.Faces.Journeys.Phone;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Faces.Management.Description;
using Latchkey.Server.Faces.Management.Grants;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Faces.OAuth.Decoupled;
using Latchkey.Server.Faces.OAuth.Exchange;
using Latchkey.Server.Faces.OAuth.Introspection;
using Latchkey.Server.Faces.OAuth.Revocation;
using Latchkey.Server.Faces.OAuth.Tokens;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Latchkey.Server;

/// <summary>Puts the server together: settings, storage, features, routes.</summary>
internal static class LatchkeyServer
{
    /// <param name="settings">How it runs.</param>
    /// <param name="configure">Where it listens and how it logs: the program's business, or a test's.</param>
    /// <param name="clock">The system's, or a test's.</param>
    public static async Task<WebApplication> Build(ServerSettings settings, Action<WebApplicationBuilder>? configure = null, TimeProvider? clock = null)
    {
        var proxies = ProxyNetworks.Of(settings);
        var builder =
            WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "Latchkey.Server", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(Limit);
        // A line for each connection that is turned away would let anybody fill the log.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Error);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(proxies);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddFeatures(settings);
        configure?.Invoke(builder);
        builder.Services.HideQueries();
        // Kept from making a log scope and, where nobody follows traces, an activity for each request; what it would log at other times is about hosting
        // start-up assemblies, of which there are none.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        var app = builder.Build();
        try
        {
            await app.Services.GetRequiredService<Database>().Migrate(CancellationToken.None);
            await app.Services.GetRequiredService<Belonging>().Require(CancellationToken.None);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        app.Services.GetRequiredService<SpentProofs>();      // its memory begins here: proofs made before are not believed
        app.Use(WithoutScope(app.Services));
        app.UseMiddleware<Failures>();
        app.UseMiddleware<Callers>();
        app.UseMiddleware<EmptySegments>();
        app.UseRouting();
        app.UseMiddleware<ResponseHeaders>();
        app.UseMiddleware<HeadRequests>();
        app.UseMiddleware<OrgResolution>();
        app.UseMiddleware<RequestText>();
        app.UseMiddleware<Cors>();
        app.UseMiddleware<BlockedNetworks>();
        app.UseMiddleware<RateLimits>();
        app.MapLatchkey(settings);
        return app;
    }

    /// <summary>No part of the server lives for one request alone, so no request needs a scope of services of its own.</summary>
    private static Func<RequestDelegate, RequestDelegate> WithoutScope(IServiceProvider services)
    {
        IServiceProvidersFeature all = new ServiceProvidersFeature { RequestServices = services };
        return next => http =>
        {
            http.Features.Set(all);
            return next(http);
        };
    }

    /// <summary>What the master key of a database must open.</summary>
    public static IReadOnlyList<SealedColumn> Sealed { get; } =
        [KeyRing.Sealed, AppRow.Sealed, Factors.Sealed, HookKeys.Sealed, InlineHooks.Sealed, EventHooks.Sealed, LogStreams.Sealed, EmailServers.Sealed,
            KeyCredentials.Sealed, IdentityProviders.Sealed, LinkedIdentities.Sealed];

    private static void AddFeatures(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(_ => MasterKey.Load(settings.DataFolder));
        services.AddSingleton(
            get => Database.Open(DatabaseSettings.Of(settings), get.GetRequiredService<TimeProvider>(), get.GetRequiredService<ILoggerFactory>()));
        foreach (var column in Sealed) services.AddSingleton(column);
        services.AddStorage();
        services.AddSealing();
        services.AddWeb();
        services.AddJose();
        services.AddOrgs();
        services.AddClients();
        services.AddCertification();
        services.AddRoles();
        services.AddMembership();
        services.AddSchemas();
        services.AddPeople();
        services.AddAutoMembership();
        services.AddRecovery();
        services.AddAccounts();
        services.AddImports();
        services.AddLinkedPeople();
        services.AddIssuers();
        services.AddPolicies();
        services.AddOrgSettings();
        services.AddOperation();
        services.AddOrigins();
        services.AddNetworks();
        services.AddHooks();
        services.AddAdminNotices();
        services.AddLogStreams();
        services.AddRulebook();
        services.AddSignOn();
        services.AddKeys();
        services.AddSignatures();
        services.AddSingleSignOn();
        services.AddRequests();
        services.AddIdxTransactions();
        services.AddGrants();
        services.AddRegistry();
        services.AddAssociations();
        services.AddDevices();
        services.AddPasskeys();
        services.AddWork();
        services.AddPhones();
        services.AddAuthenticators();
        services.AddEnrollment();
        services.AddFederation();
        services.AddTokens();
        services.AddDPoP();
        services.AddNewOrgs();
        services.AddBrands();
        services.AddDomains();
        services.AddNotices();
        services.AddMailServers();
        services.AddInsight();
        services.AddApiAccess();
        services.AddAdministration();
        services.AddOAuthCallers();
        services.AddSignIn();
        services.AddProviderSignIn();
        services.AddIdx();
        services.AddAuthn();
        services.AddJourneys();
        services.AddLogout();
        services.AddAccount();
        services.AddAccountPasskeys();
        services.AddPhone();
        services.AddOAuthTokens();
        services.AddOAuthDecoupled();
        services.AddApproval();
        services.AddOAuthExchange();
        services.AddOAuthIntrospection();
        services.AddOAuthRevocation();
        services.AddApiDescription();
        services.AddManagementPeople();
        services.AddManagementGrants();
        services.AddConsoleCallers();
        services.AddConsoleKit();
        services.AddConsoleSignIn();
        services.AddConsolePolicies();
        services.AddConsoleAdministrators();
        // In this order they start, and stop the other way round: the log last but one, so that it hears of the others.
        services.AddMail();
        services.AddOutbox();
        services.AddLog();
        if (settings.Development) services.AddSingleton<DevPeople>().AddSingleton<DevAppSeed>().AddSingleton<DevSeed>();
        services.AddSingleton(ExpiringTables.Cleanup);
        services.AddHostedService(get => get.GetRequiredService<Cleanup>());
        services.AddSingleton<Readiness>();
    }

    /// <summary>Around the framework's own server: whoever logs or traces requests begins inside it.</summary>
    private static void HideQueries(this IServiceCollection services)
    {
        var server = services.Last(service => service.ServiceType == typeof(IServer));
        services.Remove(server);
        services.AddSingleton<IServer>(get => new QueryHiding.Server((IServer)ActivatorUtilities.CreateInstance(get, server.ImplementationType!)));
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // RFC 9112 §3.2.2: where the target is a whole address, as a client with http_proxy sends it, that counts and not the Host beside it.
        kestrel.AllowHostHeaderOverride = true;
        kestrel.ConfigureHttpsDefaults(Tls.Restrict);
        kestrel.Limits.MaxRequestLineSize = 32_768;
        kestrel.Limits.MaxRequestHeadersTotalSize = 65_536;
        kestrel.Limits.MaxRequestBodySize = 4 * 1024 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = OpenFiles.MostConnections();
    }
}
