namespace Latchkey.Server.Core.Grants;

/// <summary>What goes back to the app that asked.</summary>
internal sealed record NewDecoupledRequest(string Id, string Code, string? UserCode)
{
    public override string ToString() => $"decoupled request {Id}";
}
