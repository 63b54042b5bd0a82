using System.Reflection;
using System.Runtime.Loader;

namespace Latchkey.Native.Phone.Tests;

/// <summary>What an app with a phone's head compiles against.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Android")]
    [InlineData("iOS")]
    public void The_public_surface_is_the_one_written_down(string head) =>
        PublicApi.ShouldBeWrittenDown(new Code(PhoneTest.Head($"Latchkey.Heads.{head}")).App, $"PublicApi.{head}.txt");

    private sealed class Code : AssemblyLoadContext
    {
        private readonly string folder;

        public Code(string path) : base(isCollectible: true)
        {
            folder = Path.GetDirectoryName(path)!;
            App = LoadFromAssemblyPath(path);
        }

        public Assembly App { get; }

        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(folder, assemblyName.Name + ".dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
