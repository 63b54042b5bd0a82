namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>What is done with one line of what is tried in an order.</summary>
internal static class Ranks
{
    public const string Up = "up";
    public const string Down = "down";
    public const string Activate = "activate";
    public const string Deactivate = "deactivate";
    public const string Delete = "delete";

    public static int Places(string way) => way == Up ? -1 : 1;
}
