using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Management.Grants;
using Latchkey.Server.Faces.Management.People;

namespace Latchkey.Server.Entrance.Pipeline;

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
