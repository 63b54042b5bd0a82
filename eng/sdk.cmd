@echo off
rem Called by run.cmd and test.cmd: succeeds when dotnet is the SDK that global.json asks for.
dotnet --version >nul 2>&1 && exit /b 0
echo Latchkey needs the .NET 10 SDK. This installs it:
echo.
echo     winget install Microsoft.DotNet.SDK.10
echo.
if defined CI exit /b 1
choice /C YN /N /M "Run it now? [Y/N] " || exit /b 1
winget install Microsoft.DotNet.SDK.10 || exit /b 1
echo Installed. Open a new window, so that it is found, and run this again.
exit /b 1
