using Latchkey.Stubs.Apple;

namespace Latchkey.Native;

/// <summary>In place of the framework's, which answers for the machine the tests run on: the heads ask it in AppleVersion alone.</summary>
public static class OperatingSystem
{
    public static bool IsIOSVersionAtLeast(int major, int minor = 0, int build = 0) => AppleProcess.Current.Phone.Version >= new Version(major, minor);
    public static bool IsMacCatalystVersionAtLeast(int major, int minor = 0, int build = 0) => IsIOSVersionAtLeast(major, minor, build);
}
