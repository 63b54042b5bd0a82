using System.Reflection;
using Latchkey.Server.Ground.Storage;
using Xunit.Sdk;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Runs the theory on SQLite and on PostgreSQL, whatever engine the rest of the suite uses.</summary>
public sealed class BothEnginesAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<Engine>().Select(engine => new object[] { engine });
}
