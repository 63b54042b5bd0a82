using System.Reflection;
using Latchkey.Server.Ground.Storage;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Runs the theory on SQLite and on PostgreSQL, whatever engine the rest of the suite uses. Its trait says so: no second run is needed.</summary>
[TraitDiscoverer("Latchkey.Server.Tests.Kit." + nameof(BothEnginesTrait), "Latchkey.Server.Tests")]
public sealed class BothEnginesAttribute : DataAttribute, ITraitAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<Engine>().Select(engine => new object[] { engine });
}

/// <summary>What eng/test.cs leaves out when it runs everything on the second engine.</summary>
public sealed class BothEnginesTrait : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Engine", "both")];
}
