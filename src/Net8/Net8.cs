// What .NET 9 and 10 have and .NET 8 has not, for the packages that are built for both: the same names, so that no other line differs.
namespace System.Threading
{
    /// <summary>A lock that nothing else locks.</summary>
    internal sealed class Lock
    {
        private readonly object gate = new();

        public Scope EnterScope()
        {
            Monitor.Enter(gate);
            return new Scope(gate);
        }

        public ref struct Scope(object gate)
        {
            public readonly void Dispose() => Monitor.Exit(gate);
        }
    }
}

namespace Latchkey
{
    internal static class Conversions
    {
        extension(Convert)
        {
            public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
        }
    }
}
