namespace Latchkey.Server.Core.Operation;

public enum CheckState
{
    Good,
    /// <summary>It works, and somebody should see to it.</summary>
    Warning,
    Bad,
}
