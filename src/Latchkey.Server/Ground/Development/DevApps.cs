namespace Latchkey.Server.Ground.Development;

public sealed record DevApps(DevApp Native, DevApp Web, DevApp Spa, DevApp Service);
