using System.Data;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// How rows become records: <c>created_at</c> is <c>CreatedAt</c>, milliseconds are <see cref="DateTimeOffset"/>, 0 and 1 are <see cref="bool"/>.
/// </summary>
internal static class Mapping
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.TypeMapProvider = type => new RowMap(type);
        SqlMapper.ConnectionStringComparer = new ByEngine();

        // Dapper asks its built-in table before the handlers.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(bool));
        SqlMapper.RemoveTypeMap(typeof(bool?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset),
            new AsNumber<DateTimeOffset>(time => time.ToUnixTimeMilliseconds(), DateTimeOffset.FromUnixTimeMilliseconds));
        SqlMapper.AddTypeHandler(typeof(bool), new AsNumber<bool>(yes => yes ? 1 : 0, number => number != 0));
        return true;
    });

    public static void Register() => _ = Registered.Value;

    /// <summary>What Dapper compiles for a statement is as good for every other database of its engine: a run of tests opens hundreds.</summary>
    private sealed class ByEngine : IEqualityComparer<string>
    {
        public bool Equals(string? one, string? other) => IsSqlite(one) == IsSqlite(other);

        public int GetHashCode(string connectionString) => IsSqlite(connectionString) ? 1 : 0;

        private static bool IsSqlite(string? connectionString) => connectionString?.StartsWith("Data Source=", StringComparison.Ordinal) == true;
    }

    /// <summary>A value stored as a <c>bigint</c>. A null is sent as a null <c>bigint</c>, since PostgreSQL wants to know the type of each parameter.</summary>
    private sealed class AsNumber<T>(Func<T, long> write, Func<long, T> read) : SqlMapper.ITypeHandler
    {
        public object? Parse(Type destinationType, object value) => value is DBNull ? null : read(Convert.ToInt64(value, CultureInfo.InvariantCulture));

        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is T known ? write(known) : DBNull.Value;
        }
    }

    /// <summary>
    /// A positional record maps when the columns are its parameters in order, whatever width the engine gives a number.
    /// Dapper alone would refuse an <see cref="int"/> parameter for a <c>bigint</c> column.
    /// </summary>
    private sealed class RowMap(Type type) : SqlMapper.ITypeMap
    {
        private readonly DefaultTypeMap inner = new(type);

        public ConstructorInfo? FindConstructor(string[] names, Type[] types) => inner.FindConstructor(names, types)
            ?? type.GetConstructors().FirstOrDefault(constructor => Fits(constructor.GetParameters(), names));

        public ConstructorInfo? FindExplicitConstructor() => inner.FindExplicitConstructor();

        public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) =>
            inner.GetConstructorParameter(constructor, columnName);

        public SqlMapper.IMemberMap? GetMember(string columnName) => inner.GetMember(columnName);

        private static bool Fits(ParameterInfo[] parameters, string[] names) => parameters.Length == names.Length
            && parameters.Zip(names).All(
                pair => string.Equals(pair.First.Name, pair.Second.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
    }
}
