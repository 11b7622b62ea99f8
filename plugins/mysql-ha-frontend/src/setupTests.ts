import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole apps are rendered here, on machines that do other work beside; a deadline only costs time when a test fails.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
