using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Tests.Storage;

/// <summary>Servers of one folder start together, and each brings a key of its own.</summary>
public sealed class PrivateFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("latchkey-private-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Of_racing_writers_the_first_wins_and_all_read_what_it_wrote()
    {
        for (var round = 0; round < 50; round++)
        {
            var file = Path.Combine(folder, $"key-{round}");
            using var together = new Barrier(8);
            var read = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Factory.StartNew(() =>
            {
                together.SignalAndWait();
                PrivateFile.Write(file, $"{writer}");
                return File.ReadAllText(file);
            }, TaskCreationOptions.LongRunning)));
            read.Distinct().ShouldHaveSingleItem();
        }
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).ShouldAllBe(name => !name!.EndsWith(".turn"));
        Directory.EnumerateFiles(folder).Count().ShouldBe(50);
    }
}
