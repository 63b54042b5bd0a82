namespace Latchkey.Native.Phone.Tests;

/// <summary>An app that is killed at every step lives through dozens of lives: a quick run takes every third step, <c>--slow</c> takes all.</summary>
internal static class Strides
{
    public static int Length { get; } = Environment.GetEnvironmentVariable("LATCHKEY_SLOW") == "1" ? 1 : 3;
}
