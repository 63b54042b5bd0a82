using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Core.Accounts;

/// <summary>What this room brings.</summary>
internal static class AccountsServices
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccountGroups>();
        services.AddSingleton<UserChanges>();
        services.AddSingleton<EmailChanges>();
        services.AddSingleton<NotMe>();
        services.AddSingleton<UserSteps>();
        services.AddSingleton<PasswordChanges>();
        services.AddSingleton<AccountExport>();
        services.AddSingleton<SignedUp>();
        services.AddSingleton<SignUps>();
        services.AddSingleton<SignUpHook>();
        services.AddSingleton<RecoveryAnswers>();
        services.AddSingleton<AskedQuestions>();
        services.AddSingleton<SchemaChanges>();
        services.AddSingleton<UserTypeChanges>();
        services.AddSingleton<AttributeRemoval>();
        services.AddSingleton<ICourier>(get => get.GetRequiredService<AttributeRemoval>());
        services.AddSingleton<ICourier, TypeAttributeRemoval>();
    }
}
