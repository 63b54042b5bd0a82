namespace Latchkey.Server.Core.Administration;

/// <summary>Where the console is, under the org's address. Who may do what there, <see cref="AdministratorGate"/> says, as for the management API.</summary>
internal static class ConsoleAccess
{
    public const string Path = "/admin";
}
