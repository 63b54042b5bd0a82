using Latchkey.Server.Account;
using Latchkey.Server.Apps;
using Latchkey.Server.Grants;
using Latchkey.Server.Users;

namespace Latchkey.Server.ManagementApi;

/// <summary>What only the management API needs.</summary>
public static class ManagementFeatures
{
    public static IServiceCollection AddManagementApi(this IServiceCollection services) => services
        .AddSingleton<AppList>()
        .AddSingleton<UserList>()
        .AddSingleton<UserCredentials>()
        .AddSingleton<AccountLinks>()
        .AddSingleton<GrantJson>();
}
