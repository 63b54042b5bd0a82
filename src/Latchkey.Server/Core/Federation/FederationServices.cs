using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Core.Federation;

/// <summary>What this room brings.</summary>
internal static class FederationServices
{
    public static void AddFederation(this IServiceCollection services)
    {
        services.AddSingleton<IdentityProviders>();
        services.AddSingleton<IKnownProviders>(get => get.GetRequiredService<IdentityProviders>());
        services.AddSingleton<IdentityProviderChanges>();
        services.AddSingleton<SignInProviders>();
        services.AddSingleton<LinkedIdentities>();
        services.AddSingleton<PeopleByMail>();
        services.AddSingleton<AccountLinking>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<AppleSecrets>();
        services.AddSingleton<UpstreamAssertions>();
        services.AddSingleton<UpstreamDocuments>();
        services.AddSingleton<UpstreamRequests>();
        services.AddSingleton<UpstreamIdTokens>();
        services.AddSingleton<UpstreamClient>();
    }
}
