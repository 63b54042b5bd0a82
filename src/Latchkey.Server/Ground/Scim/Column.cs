namespace Latchkey.Server.Ground.Scim;

/// <summary>How an attribute is kept in a column.</summary>
public enum Column
{
    /// <summary>As it is answered.</summary>
    Plain,
    /// <summary>In canonical form.</summary>
    Key,
    /// <summary>In milliseconds.</summary>
    Time,
}
