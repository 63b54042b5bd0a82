using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

public sealed record NewPassword(string Value)
{
    public override string ToString() => "***";
}
