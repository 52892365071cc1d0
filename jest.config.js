export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  reporters: ['default', '<rootDir>/dev/jest-tally.js'],
  transform: { '\\.ts$': '<rootDir>/dev/jest-transform.js' }
}
